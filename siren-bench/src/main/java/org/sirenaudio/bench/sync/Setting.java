package org.sirenaudio.bench.sync;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.time.TimeMap;

/** The kinds of pairs for evaluating synchronisation; a pair is determined by its number. */
public enum Setting {
  /** Constant rate, 20 dB SNR on both. */
  QUIET {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 20, Path.NONE);
    }
  },
  /** Constant rate, 0 dB SNR. */
  NOISY {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 0, Path.NONE);
    }
  },
  /** A microphone with a response symmetric about its delay, 20 dB. */
  SYMMETRIC {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 20, Path.SYMMETRIC);
    }
  },
  /** The same at 0 dB. */
  SYMMETRIC_NOISY {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 0, Path.SYMMETRIC);
    }
  },
  /** A microphone with an arbitrary response, 20 dB. */
  ANY_FILTER {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 20, Path.ANY);
    }
  },
  /** Two positions in a room with a T60 of 0.4 s, 20 dB. */
  ROOM {
    @Override
    public Pair pair(Material material, long number) {
      return straight(material, number, 20, Path.ROOM);
    }
  },
  /** A clock that warms up by 20 ppm over five minutes, 20 dB. */
  RAMP {
    @Override
    public Pair pair(Material material, long number) {
      SplittableRandom random = new SplittableRandom(number);
      double ppm = 1e-6 * random.nextDouble(-100, 100);
      double offset = random.nextDouble(-2, 2);
      return bent(material, number, 305, t -> offset + t * (1 + ppm) + 20e-6 * t * t / (2 * 300));
    }
  },
  /** A clock that oscillates by ±30 µs with a period of 20 s, 20 dB. */
  SWING {
    @Override
    public Pair pair(Material material, long number) {
      SplittableRandom random = new SplittableRandom(number);
      double ppm = 1e-6 * random.nextDouble(-100, 100);
      double offset = random.nextDouble(-2, 2);
      double phase = random.nextDouble(2 * Math.PI);
      return bent(
          material,
          number,
          60,
          t -> offset + t * (1 + ppm) + 30e-6 * Math.sin(2 * Math.PI * t / 20 + phase));
    }
  },
  /** A block of 1,024 frames is missing from the other during sound, 20 dB. */
  DROPPED {
    @Override
    public Pair pair(Material material, long number) {
      Pair whole = straight(material, number, 20, Path.NONE);
      double[] overlap = whole.overlap();
      SplittableRandom random = new SplittableRandom(number).split();
      double place;
      do {
        place = random.nextDouble(0.15, 0.85);
        place = overlap[0] + place * (overlap[1] - overlap[0]);
      } while (!whole.isHeard(place));
      return whole.without(new Pair.Dropped((int) (whole.clock().inverse(place) * RATE), 1024));
    }
  },
  /** Unrelated recordings, 20 s each: nothing must be found. */
  UNRELATED {
    @Override
    public Pair pair(Material material, long number) {
      Pair.Recipe one = Pair.of(material.event(22, RATE, number, 0), number).lasting(20, 1);
      Pair.Recipe other = Pair.of(material.event(22, RATE, number, 1), -number).lasting(20, 1);
      return one.noisy(40)
          .on(TimeMap.speed(1))
          .beside(other.noisy(40).on(TimeMap.speed(1)).reference());
    }
  },
  /** Two microphones in a room with a T60 of 0.2 s over five minutes, 10 to 20 dB. */
  WIRELESS {
    @Override
    public Pair pair(Material material, long number) {
      SplittableRandom random = new SplittableRandom(number);
      Room room = Room.of(0.2, random);
      double[] source = room.place(random);
      Filter first = room.response(source, room.place(random), RATE);
      Filter second = room.response(source, room.place(random), RATE);
      return Pair.of(material.event(312, RATE, number), number)
          .lasting(300, 5)
          .noisy(random.nextDouble(10, 20))
          .through(first, second)
          .on(TimeMap.linear(random.nextDouble(-2, 2), 1 + 1e-6 * random.nextDouble(-100, 100)));
    }
  };

  static final double RATE = 44_100;

  enum Path {
    NONE,
    SYMMETRIC,
    ANY,
    ROOM
  }

  /** The event's paths, and 60 s of it at −500 to 500 ppm, −30 to 30 s apart. */
  static Pair straight(Material material, long number, double snrDb, Path path) {
    SplittableRandom random = new SplittableRandom(number);
    double ppm = random.nextDouble(-500, 500);
    double offset = random.nextDouble(-30, 30);
    Pair.Recipe recipe =
        Pair.of(material.event(122, RATE, number), number).lasting(60, 31).noisy(snrDb);
    switch (path) {
      case NONE -> {}
      case SYMMETRIC -> recipe.through(Filter.symmetric(random));
      case ANY -> recipe.through(Filter.any(random));
      case ROOM -> {
        Room room = Room.of(0.4, random);
        double[] source = room.place(random);
        recipe.through(
            room.response(source, room.place(random), RATE),
            room.response(source, room.place(random), RATE));
      }
    }
    return recipe.on(TimeMap.linear(offset, 1 + 1e-6 * ppm));
  }

  /** A function of time. */
  @FunctionalInterface
  interface Clock {
    double at(double seconds);
  }

  private static Pair bent(Material material, long number, double seconds, Clock clock) {
    Clip event = material.event(seconds + 10, RATE, number);
    double[] from =
        IntStream.range(0, 20_000).mapToDouble(i -> -3 + (seconds + 6) * i / 19_999).toArray();
    double[] to = new double[from.length];
    for (int i = 0; i < from.length; i++) {
      to[i] = clock.at(from[i]);
    }
    return Pair.of(event, number).lasting(seconds, 4).noisy(20).on(TimeMap.through(from, to));
  }

  /** The pair of a number. */
  public abstract Pair pair(Material material, long number);

  /** Whether the bound applies to these pairs. */
  public boolean bounded() {
    return this == QUIET || this == NOISY;
  }
}
