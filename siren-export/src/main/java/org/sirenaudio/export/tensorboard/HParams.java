package org.sirenaudio.export.tensorboard;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sirenaudio.export.Message;
import org.sirenaudio.fit.config.FitConfig;

/**
 * A fit's configuration and final metrics for TensorBoard's hyperparameter page
 * (tensorboard/plugins/hparams/plugin_data.proto and api.proto).
 */
final class HParams {
  /** Metrics of a completed run. */
  static final String END = "_hparams_/session_end_info";

  private static final String PLUGIN = "hparams";
  private static final int SUCCESS = 1;

  private HParams() {}

  /** Every configuration value by name: {@code training.optimiser}. */
  static Map<String, Object> values(FitConfig config) {
    Map<String, Object> values = new LinkedHashMap<>();
    collect("", config, values);
    return values;
  }

  private static void collect(String prefix, Record from, Map<String, Object> into) {
    for (RecordComponent component : from.getClass().getRecordComponents()) {
      String name = prefix + component.getName();
      Object value = read(component, from);
      if (!(value instanceof Record record)) {
        into.put(name, value);
        continue;
      }
      if (component.getType().isInterface()) {
        // A sealed type, whose variants have different components.
        into.put(name, record.getClass().getSimpleName());
      }
      collect(name + ".", record, into);
    }
  }

  private static Object read(RecordComponent component, Record from) {
    try {
      Object value = component.getAccessor().invoke(from);
      return value == null ? "" : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The metrics listed beside the values. */
  static Message experiment(Map<String, Object> values, String... metrics) throws IOException {
    Message experiment = new Message();
    values.keySet().forEach(name -> experiment.put(4, new Message().put(1, name)));
    for (String metric : metrics) {
      experiment.put(5, new Message().put(1, new Message().put(2, metric)));
    }
    return data("_hparams_/experiment", 2, experiment);
  }

  static Message begun(Map<String, Object> values, double seconds) throws IOException {
    Message start = new Message();
    values.forEach((name, value) -> start.put(1, new Message().put(1, name).put(2, typed(value))));
    return data("_hparams_/session_start_info", 3, start.putDouble(5, seconds));
  }

  static Message ended(double seconds) throws IOException {
    Message end = new Message().put(1, SUCCESS).putDouble(2, seconds);
    return data(END, 4, end);
  }

  /** In the format of google.protobuf.Value. */
  private static Message typed(Object value) {
    return switch (value) {
      case Boolean truth -> new Message().put(4, truth ? 1 : 0);
      case Number number -> new Message().putDouble(2, number.doubleValue());
      default -> new Message().put(3, value.toString());
    };
  }

  private static Message data(String tag, int field, Message content) throws IOException {
    return Summary.plugin(tag, PLUGIN, new Message().put(field, content));
  }
}
