import Drawing
import Engine
import Export
import Glibc
import Interface
import Lessons
import UserConfiguration
import TerminalShell

/// The exports of a full-screen session, which are written to the current directory.
final class SessionFiles {
  private var castWriter: CastWriter?

  /// A screen recording in progress.
  private struct CastWriter: ~Copyable {
    var file: NewFile
    var cast: AsciicastWriter
    var startTime: Int?
    var lastTime = 0

    init(_ file: consuming NewFile, _ state: AppState) {
      self.file = file
      cast = AsciicastWriter(state.size, state.display, title: state.scenario.title)
    }

    /// Writes the header, which fails at once on a full disk.
    mutating func writeHeader() throws(SystemError) { try file.write(cast.header) }

    mutating func writeFrame(
      _ canvas: Canvas, _ display: Display, _ milliseconds: Int
    ) throws(SystemError) {
      startTime = startTime ?? milliseconds
      lastTime = milliseconds - (startTime ?? milliseconds)
      try file.write(cast.encodeFrame(canvas, display, milliseconds: lastTime))
    }

    consuming func close() throws(SystemError) -> (name: String, bytes: Int) {
      try file.write(cast.finish(milliseconds: lastTime))
      let bytes = file.byteCount
      return (try file.close(), bytes)
    }
  }

  /// The handlers for the full screen.
  var handlers: PersistenceHandlers {
    PersistenceHandlers(
      save: { SessionFiles.save($0, $1, $2) }, toggleRecording: toggleRecording,
      recordFrame: recordFrame,
      appendHistory: CommandHistory.append,
      saveOptions: saveOptions, loadSurface: LandscapeSources.load, listFiles: landscapePaths,
      finish: { _ = self.stopRecording() })
  }

  private static func save(
    _ kind: ExportKind, _ state: AppState, _ monitor: SaveMonitor
  ) -> String {
    do throws(SystemError) {
      switch kind {
      case .picture: return "wrote \(try writeFigure(of: state, monitor))"
      case .data: return "wrote \(try writeData(of: state, monitor))"
      }
    } catch {
      return errorMessage(error)
    }
  }

  private func toggleRecording(_ state: AppState) -> String {
    if let message = stopRecording() { return message }
    do throws(SystemError) {
      var writer = CastWriter(
        try NewFile("\(state.scenario.id)-\(state.playhead)", "cast"), state)
      try writer.writeHeader()
      castWriter = consume writer
      return "recording; * to stop"
    } catch {
      return Self.errorMessage(error)
    }
  }

  private func saveOptions(
    _ options: [(id: String, value: String)]
  ) -> (isDone: Bool, message: String) {
    do throws(CommandError) {
      return (true, "wrote \(try Configuration.saveOptions(options))")
    } catch {
      return (false, error.message.split(separator: "\n").first.map(String.init) ?? "")
    }
  }

  private static func writeFigure(
    of state: AppState, _ monitor: SaveMonitor
  ) throws(SystemError) -> String {
    // Cannot fail: the catalog has everything that the screen displays.
    guard let figure = try? Figure(state, monitor) else { throw SystemError(code: EINVAL) }
    try checkCancellation(monitor)
    var file = try NewFile("\(state.scenario.id)-\(state.playhead)", "svg")
    try file.write(figure.svg)
    try checkCancellation(monitor)
    return try file.close()
  }

  private static func writeData(
    of state: AppState, _ monitor: SaveMonitor
  ) throws(SystemError) -> String {
    var file = try NewFile("\(state.scenario.id)-\(state.playhead)", "csv")
    let total = state.recordings.reduce(0) { $0 + $1.lastStep + 1 }
    if let plane = state.surface.projection?.plane {
      let rows = ProblemRows(
        zip(state.experiment.namedRuns, state.recordings).compactMap { run, recording in
          recording.ambient.map { (run.name, $0) }
        }, plane: plane)
      // The first piece is the header.
      var pieces = 0
      try rows.write { piece throws(SystemError) in
        try file.write(piece)
        try checkCancellation(monitor)
        monitor.report(Double(pieces) / Double(max(total, 1)))
        pieces += 1
      }
      return try file.close()
    }
    let data = RunWriter(state.scenario, format: .csv)
    // Cannot fail: the header of csv does not depend on the surface.
    try file.write((try? data.header(version: Ravine.release)) ?? "")
    var precedingRows = 0
    for (run, recording) in zip(state.experiment.namedRuns, state.recordings) {
      var rows = 0
      try data.writeRows(of: recording, named: run.name) { piece throws(SystemError) in
        try file.write(piece)
        try checkCancellation(monitor)
        rows += piece.utf8.count(where: { $0 == UInt8(ascii: "\n") })
        monitor.report(Double(precedingRows + rows) / Double(max(total, 1)))
      }
      precedingRows += recording.lastStep + 1
    }
    return try file.close()
  }

  private static func checkCancellation(_ monitor: SaveMonitor) throws(SystemError) {
    if monitor.isCancelled() { throw SystemError(code: ECANCELED) }
  }

  private func recordFrame(
    _ canvas: Canvas, _ display: Display, _ milliseconds: Int
  ) -> String? {
    do throws(SystemError) {
      try castWriter?.writeFrame(canvas, display, milliseconds)
      return nil
    } catch {
      castWriter = nil
      return "the recording ended: \(Self.errorMessage(error))"
    }
  }

  /// Ends the recording, and returns its file name or an error message; nil without a recording.
  private func stopRecording() -> String? {
    guard let writer = castWriter.take() else { return nil }
    do throws(SystemError) {
      let (name, bytes) = try writer.close()
      return "wrote \(name), \(formattedByteCount(bytes))"
    } catch {
      return Self.errorMessage(error)
    }
  }

  private static func errorMessage(_ error: SystemError) -> String {
    "cannot write here: \(String(cString: strerror(error.code)))"
  }
}

/// Returns a byte count in bytes, kB or MB.
func formattedByteCount(_ bytes: Int) -> String {
  switch bytes {
  case ..<10_000: "\(bytes) bytes"
  case ..<10_000_000: "\(bytes / 1000) kB"
  default: "\(bytes / 1_000_000) MB"
  }
}
