import Drawing
import Engine
import Export
import Glibc
import Interface
import ScenarioFormat
import TerminalShell

/// Writes what the viewer of the full screen takes home, into the current folder.
final class SessionFiles {
  private var film: Film?
  private var ended: String?

  /// A recording that is running.
  private struct Film: ~Copyable {
    var file: NewFile
    var cast: AsciicastWriter
    var began: Int?
    var latest = 0

    init(_ file: consuming NewFile, _ state: AppState) {
      self.file = file
      cast = AsciicastWriter(state.size, state.display, title: state.scenario.title)
    }

    mutating func take(
      _ canvas: Canvas, _ display: Display, _ milliseconds: Int
    ) throws(SystemError) {
      if began == nil { try file.write(cast.header) }
      began = began ?? milliseconds
      latest = milliseconds - (began ?? milliseconds)
      try file.write(cast.encodeFrame(canvas, display, milliseconds: latest))
    }

    consuming func close() throws(SystemError) -> (name: String, bytes: Int) {
      try file.write(cast.finish(milliseconds: latest))
      let bytes = file.bytes
      return (try file.close(), bytes)
    }
  }

  var files: Files {
    Files(
      save: save, see: see, remember: History.add, settle: saveOptions,
      finish: { _ = self.stop() })
  }

  private func save(_ keepsake: ExportKind, _ state: AppState) -> String {
    do throws(SystemError) {
      switch keepsake {
      case .picture: return "wrote \(try picture(of: state))"
      case .data: return "wrote \(try data(of: state))"
      case .screenRecording:
        if let stopped = stop() { return stopped }
        film = Film(try NewFile("\(state.scenario.id)-\(state.playhead)", "cast"), state)
        return "recording; * stops it"
      }
    } catch {
      return Self.refusal(error)
    }
  }

  private func saveOptions(
    _ options: [(id: String, value: String)]
  ) -> (isDone: Bool, message: String) {
    do throws(Failure) {
      return (true, "wrote \(try Configuration.saveOptions(options))")
    } catch {
      return (false, error.message.split(separator: "\n").first.map(String.init) ?? "")
    }
  }

  private func picture(of state: AppState) throws(SystemError) -> String {
    // The catalogue knows what is on the screen, so this cannot fail.
    guard let figure = try? Figure(state) else { throw SystemError(code: EINVAL) }
    var file = try NewFile("\(state.scenario.id)-\(state.playhead)", "svg")
    try file.write(figure.svg)
    return try file.close()
  }

  private func data(of state: AppState) throws(SystemError) -> String {
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

  private func see(_ canvas: Canvas, _ display: Display, _ milliseconds: Int) {
    do throws(SystemError) {
      try film?.take(canvas, display, milliseconds)
    } catch {
      film = nil
      ended = "the recording ended: \(Self.refusal(error))"
    }
  }

  /// Ends the recording: where it is, or why not, or nil if there was none.
  private func stop() -> String? {
    guard let film = film.take() else { return ended.take() }
    do throws(SystemError) {
      let (name, bytes) = try film.close()
      return "wrote \(name), \(size(bytes))"
    } catch {
      return Self.refusal(error)
    }
  }

  private static func refusal(_ error: SystemError) -> String {
    "cannot write here: \(String(cString: strerror(error.code)))"
  }
}

/// A number of bytes for people.
func size(_ bytes: Int) -> String {
  switch bytes {
  case ..<10_000: "\(bytes) bytes"
  case ..<10_000_000: "\(bytes / 1000) kB"
  default: "\(bytes / 1_000_000) MB"
  }
}
