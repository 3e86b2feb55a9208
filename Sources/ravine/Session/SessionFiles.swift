import Drawing
import Engine
import Export
import Glibc
import Interface
import ScenarioFormat
import TerminalShell

/// Writes what the viewer of the full screen takes home, into the current folder.
final class SessionFiles {
  private var castWriter: CastWriter?
  private var endMessage: String?

  /// A recording that is running.
  private struct CastWriter: ~Copyable {
    var file: NewFile
    var cast: AsciicastWriter
    var startTime: Int?
    var lastTime = 0

    init(_ file: consuming NewFile, _ state: AppState) {
      self.file = file
      cast = AsciicastWriter(state.size, state.display, title: state.scenario.title)
    }

    mutating func writeFrame(
      _ canvas: Canvas, _ display: Display, _ milliseconds: Int
    ) throws(SystemError) {
      if startTime == nil { try file.write(cast.header) }
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

  var handlers: PersistenceHandlers {
    PersistenceHandlers(
      save: save, see: recordFrame, remember: CommandHistory.append, settle: saveOptions,
      finish: { _ = self.stopRecording() })
  }

  private func save(_ keepsake: ExportKind, _ state: AppState) -> String {
    do throws(SystemError) {
      switch keepsake {
      case .picture: return "wrote \(try writeFigure(of: state))"
      case .data: return "wrote \(try writeData(of: state))"
      case .screenRecording:
        if let stopped = stopRecording() { return stopped }
        castWriter = CastWriter(
          try NewFile("\(state.scenario.id)-\(state.playhead)", "cast"), state)
        return "recording; * stops it"
      }
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

  private func writeFigure(of state: AppState) throws(SystemError) -> String {
    // The catalogue knows what is on the screen, so this cannot fail.
    guard let figure = try? Figure(state) else { throw SystemError(code: EINVAL) }
    var file = try NewFile("\(state.scenario.id)-\(state.playhead)", "svg")
    try file.write(figure.svg)
    return try file.close()
  }

  private func writeData(of state: AppState) throws(SystemError) -> String {
    var file = try NewFile("\(state.scenario.id)-\(state.playhead)", "csv")
    let data = RunWriter(state.scenario, format: .csv)
    // The head of this format knows of no surface, so it cannot fail.
    try file.write((try? data.header(version: Ravine.release)) ?? "")
    for (contestant, recording) in zip(state.experiment.namedRuns, state.recordings) {
      try data.writeRows(of: recording, named: contestant.name) { piece throws(SystemError) in
        try file.write(piece)
      }
    }
    return try file.close()
  }

  private func recordFrame(_ canvas: Canvas, _ display: Display, _ milliseconds: Int) {
    do throws(SystemError) {
      try castWriter?.writeFrame(canvas, display, milliseconds)
    } catch {
      castWriter = nil
      endMessage = "the recording ended: \(Self.errorMessage(error))"
    }
  }

  /// Ends the recording: where it is, or why not, or nil if there was none.
  private func stopRecording() -> String? {
    guard let film = castWriter.take() else { return endMessage.take() }
    do throws(SystemError) {
      let (name, bytes) = try film.close()
      return "wrote \(name), \(formattedByteCount(bytes))"
    } catch {
      return Self.errorMessage(error)
    }
  }

  private static func errorMessage(_ error: SystemError) -> String {
    "cannot write here: \(String(cString: strerror(error.code)))"
  }
}

/// A number of bytes for people.
func formattedByteCount(_ bytes: Int) -> String {
  switch bytes {
  case ..<10_000: "\(bytes) bytes"
  case ..<10_000_000: "\(bytes / 1000) kB"
  default: "\(bytes / 1_000_000) MB"
  }
}
