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
      let candidates = line.complete(completions)
      if candidates.count > 1 { message = candidates.joined(separator: "  ") }
      if candidates.isEmpty { message = "no completion" }
    default: _ = line.handleEditingKey(key)
    }
    input.mode = .commandLine(line)
    return []
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
    let words = shellSplit(text)
    guard !words.isEmpty else { return [] }
    input.appendHistory(text)
    var executed = self
    do throws(LineError) {
      let effects = try executed.execute(words)
      self = executed
      return [.appendHistory(text)] + effects
    } catch {
      message = error.message
      return [.appendHistory(text)]
    }
  }

  /// Executes the words of a command line after a file that was read meanwhile.
  mutating func executeRest(_ words: [String]) -> [Effect] {
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

  private mutating func execute(_ words: [String]) throws(LineError) -> [Effect] {
    var next = experiment
    var effects: [Effect] = []
    var index = 0
    while index < words.count {
      let (name, attachedValue) = nameAndValue(words[index])
      index += 1
      if let setting = LineSetting.named(name, next.namedRuns) {
        guard let value = attachedValue ?? (index < words.count ? words[index] : nil) else {
          throw LineError(message: "\(name) takes \(setting.valueHint)")
        }
        if attachedValue == nil { index += 1 }
        if setting.id == "surface", SurfaceChoice(value).source.isFile {
          message = "reading \(value)"
          let request = SurfaceRequest(file: value, rest: Array(words[index...]))
          return effects + commit(next) + [.loadSurface(request)]
        }
        if let message = setting.apply(value, &self, &next) { throw LineError(message: message) }
      } else if let command = commands.first(where: { $0.id == name }) {
        // The command may change the experiment, so the settings before it are applied first.
        effects += commit(next)
        if let action = command.wordsAction, index < words.count {
          action(&self, words[index...].joined(separator: " "))
          return effects
        }
        effects += command.action(&self, nil)
        next = experiment
      } else {
        let known = LineSetting.all.map(\.id) + commands.map(\.id)
        let near = closestMatch(name, known).map { "; did you mean “\($0)”?" } ?? ""
        throw LineError(message: "there is no setting or command “\(name)”\(near)")
      }
    }
    return effects + commit(next)
  }

  /// Returns a word without its dashes, and the value after `=` of a word such as `--eta=0.1`.
  private func nameAndValue(_ word: String) -> (String, String?) {
    let bare = word.drop { $0 == "-" }
    guard word.hasPrefix("--"), let sign = bare.firstIndex(of: "=") else {
      return (String(bare), nil)
    }
    return (String(bare[..<sign]), String(bare[bare.index(after: sign)...]))
  }

  /// Splits a line into words at blanks outside quotation marks, as a shell does.
  private func shellSplit(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
