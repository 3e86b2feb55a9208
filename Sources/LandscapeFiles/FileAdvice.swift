/// A format that is not read, and the lines of Python that convert a file of the format.
enum FileAdvice {
  /// Returns how to convert a file with the given first bytes; nil for text.
  static func text(for bytes: [UInt8], path: String) -> String? {
    if bytes.first == 0x80, (2...5).contains(bytes.dropFirst().first ?? 0) {
      return pickle("this is a pickle, which only Python can read", path)
    }
    if bytes.starts(with: Array(":W&B".utf8)) {
      return
        "this is a log of wandb; export the losses of the run as csv, and open that file"
    }
    if bytes.prefix(64).firstRange(of: Array("brain.Event".utf8)) != nil {
      return """
        this is a log of TensorBoard, with scalars over time; a path needs coordinates too. Its scalars:
          from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
          log = EventAccumulator(\(quoted(path))).Reload()
          print([(event.step, event.value) for event in log.Scalars(log.Tags()["scalars"][0])])
        """
    }
    guard bytes.prefix(4096).contains(0) else { return nil }
    return pickle("this file is binary, in no format that is read", path)
  }

  private static func pickle(_ reason: String, _ path: String) -> String {
    advice(reason, module: "pickle", "pickle.load(open(\(quoted(path)), \"rb\"))")
  }

  /// Returns how to convert the losses in a file of `torch.save`.
  static func torch(_ path: String) -> String {
    advice(
      "this is a file of torch.save, which only Python can read; if it has weights instead of losses, "
        + "the page “From PyTorch to Ravine” computes the losses", module: "torch",
      "torch.load(\(quoted(path)), map_location=\"cpu\")")
  }

  private static func advice(_ reason: String, module: String, _ expression: String) -> String {
    """
    \(reason); write the losses as npz:
      import numpy, \(module)
      z = numpy.asarray(\(expression), dtype=float)
      numpy.savez("landscape.npz", x=numpy.linspace(-1, 1, z.shape[1]), y=numpy.linspace(-1, 1, z.shape[0]), z=z)
    """
  }

  /// Returns a path as a literal of Python.
  static func quoted(_ path: String) -> String {
    "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
