/* A window's output at n frames, before it is scaled. */
static double network(const struct window *w, double n, int channel) {
  const double pi = 3.14159265358979323846;
  double buffers[2][WIDEST];
  double *x = buffers[0];
  double *y = buffers[1];
  const float *weight = parameters + w->parameters;
  double length = w->last_frame - w->first_frame;
  int in = 1;
  int layer, i, o;
  x[0] = -1 + 2 * (n - w->first_frame) / (length > 1 ? length : 1);
  if (w->octaves > 0) {
    double coordinate = x[0];
    in = 2 * w->octaves;
    for (i = 0; i < w->octaves; i++) {
      double turn = fmod(ldexp(coordinate, i), 2.0);
      x[2 * i] = sin(pi * turn);
      x[2 * i + 1] = cos(pi * turn);
    }
  }
  if (w->sigma > 0) {
    double coordinate = x[0];
    int draws_count = (int)(sizeof draws / sizeof draws[0]);
    in = 2 * draws_count;
    for (i = 0; i < draws_count; i++) {
      double turn = fmod((double)(float)(w->sigma * draws[i]) * coordinate, 1.0);
      x[2 * i] = cos(2 * pi * turn);
      x[2 * i + 1] = sin(2 * pi * turn);
    }
  }
  for (layer = 0; layer < w->layers; layer++) {
    double omega = layer == 0 ? w->first_omega : w->hidden_omega;
    const float *bias = weight + (size_t)w->hidden * (size_t)in;
    double *swap = x;
    for (o = 0; o < w->hidden; o++) {
      double u = 0;
      for (i = 0; i < in; i++) {
        u += (double)*weight++ * x[i];
      }
      u += (double)bias[o];
      y[o] = ACTIVATION(u);
    }
    weight = bias + w->hidden;
    in = w->hidden;
    x = y;
    y = swap;
  }
  {
    double u = (double)weight[(size_t)CHANNELS * (size_t)in + (size_t)channel];
    weight += (size_t)channel * (size_t)in;
    for (i = 0; i < in; i++) {
      u += (double)weight[i] * x[i];
    }
    return u;
  }
}

float siren_at(double seconds, int channel) {
  double n = seconds * siren_sample_rate;
  double value;
  int low = 0;
  int high = WINDOWS - 1;
  if (channel < 0 || channel >= CHANNELS) {
    return 0;
  }
  n = n < 0 ? 0 : n > FRAMES ? FRAMES : n;
  while (low < high) { /* the latest window that has begun */
    int middle = low + (high - low + 1) / 2;
    if (windows[middle].first_frame <= n) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  value = network(&windows[low], n, channel);
  if (low > 0 && n < windows[low - 1].last_frame) { /* it fades in while the one before fades out */
    double first = windows[low].first_frame;
    double s = sin(1.57079632679489661923 * (n - first) / (windows[low - 1].last_frame - first));
    value = s * s * value + (1 - s * s) * network(&windows[low - 1], n, channel);
  }
  return (float)(SCALE * value);
}
