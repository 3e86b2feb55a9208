import Drawing
import Engine
import Lessons
import Spelling

extension AppState {
  /// The executed command lines, the latest last.
  public var commandHistory: [String] {
    get { input.commandHistory }
    set { input.commandHistory = newValue }
  }

  /// Handles a key while a command line is typed.
  mutating func handleCommandLineKey(_ key: Key, in line: LineEditor) -> [Effect] {
    var line = line
    switch key {
    case .escape, .control("g"):
      input.mode = .normal
      return []
    case .backspace where line.text.isEmpty:
      input.mode = .normal
      return []
    case .enter:
      input.mode = .normal
      return execute(line.text)
    case .character where line.isFull:
      message = "a command has at most \(Limits.commandCharacters) characters"
    case .character(let character): line.insert(String(character))
    case .up: line.recall(1, from: input.commandHistory)
    case .down: line.recall(-1, from: input.commandHistory)
    case .tab:
      if let prefix = line.pathPrefix {
        input.mode = .commandLine(line)
        return [.listFiles(prefix)]
      }
      showCompletions(line.complete(completions))
    default: _ = line.handleEditingKey(key)
    }
    input.mode = .commandLine(line)
    return []
  }

  /// Shows several candidates of a completion, or that there are no candidates.
  mutating func showCompletions(_ candidates: [String]) {
    if candidates.count > 1 { message = candidates.joined(separator: "  ") }
    if candidates.isEmpty { message = "no completion" }
  }

  /// Returns the completions after a word, with the named rules and the knobs of the runs.
  private func completions(after former: String?) -> [String] {
    let names = LineSetting.completions(after: former)
    if former?.drop(while: { $0 == "-" }) == "optimizer" { return names + namedRules.map(\.id) }
    let knobs = recordings.flatMap(\.optimizer.info.knobs).map(\.id).filter { !names.contains($0) }
    return names.contains("optimizer") ? names + Set(knobs).sorted() : names
  }

  /// Executes a command line: settings as in the shell, or commands by their ids.
  ///
  /// The first error is shown, and the whole line then has no effect. Successive settings are one
  /// undo step; a command follows the settings before it.
  mutating func execute(_ text: String) -> [Effect] {
    let words = LineWords.split(text)
    guard !words.isEmpty else { return [] }
    input.appendHistory(text)
    return [.appendHistory(text)] + execute(words: words)
  }

  /// Executes the words of a command line, or the words after a file; an error undoes all of them.
  mutating func execute(words: [String]) -> [Effect] {
    var executed = self
    do throws(LineError) {
      let effects = try executed.execute(words)
      self = executed
      return effects
    } catch {
      message = error.message
      return []
    }
  }

  /// The error of a command line.
  private struct LineError: Error {
    let message: String
  }

  /// The error about an unknown name, with the nearest name or, for a verb of the shell, the key that
  /// shows the same.
  private func unknownNameMessage(_ name: String) -> String {
    let keys: [String: (command: Command, subject: String)] = [
      "threshold": (.stabilityView, "the largest stable η for each ρ"),
      "sweep": (.stabilityView, "the outcomes over η and ρ"),
      "basins": (.field, "the basins of attraction"), "render": (.savePicture, "a figure"),
      "run": (.saveData, "the runs as csv"), "list": (.openLesson, "the lessons"),
      "show": (.help, "keys and words"),
    ]
    if let (command, subject) = keys[name] {
      return "“\(name)” is a verb of the shell, ravine \(name); here \(label(of: command)) gives "
        + subject
    }
    let known = LineSetting.all.map(\.id) + commands.map(\.id)
    let near = closestMatch(name, known).map { "; did you mean “\($0)”?" } ?? ""
    return "there is no setting or command “\(name)”\(near)"
  }

  private mutating func execute(_ words: [String]) throws(LineError) -> [Effect] {
    var next = experiment
    var effects: [Effect] = []
    var line = LineWords(words) { word in
      LineSetting.named(word, next.namedRuns) != nil || commands.contains { $0.id == word }
    }
    while let (name, attachedValue) = line.nextName() {
      let command = commands.first { $0.id == name }
      if let setting = LineSetting.named(name, next.namedRuns),
        let values = attachedValue.map({ [$0] }) ?? line.values(
          setting.extent, isCommand: command != nil) ?? (command == nil ? [] : nil)
      {
        guard !values.isEmpty else {
          throw LineError(message: "\(name) takes \(setting.valueHint)")
        }
        if setting.id == "surface", SurfaceChoice(values[0]).source.isFile {
          message = "reading \(values[0])"
          let request = SurfaceRequest(file: values[0], rest: line.remaining)
          return effects + commit(next) + [.loadSurface(request)]
        }
        if let message = setting.apply(values, &self, &next) { throw LineError(message: message) }
      } else if let command {
        // The command may change the experiment, so the settings before it are applied first.
        effects += commit(next)
        if let action = command.wordsAction, !line.isAtEnd {
          action(&self, line.rest)
          return effects
        }
        effects += command.action(&self, nil)
        next = experiment
      } else {
        throw LineError(message: unknownNameMessage(name))
      }
    }
    return effects + commit(next)
  }
}
