import Drawing
import Engine
import Spelling

/// The editor of the command line after `:`.
struct LineEditor: Sendable, Equatable {
  private(set) var text = ""
  /// The number of characters before the cursor.
  private(set) var cursor = 0
  /// The index of the recalled line in the history; nil for a new line.
  private var historyIndex: Int?
  private var draft = ""

  /// Whether the line has the maximum length.
  var isFull: Bool { text.count >= Limits.commandCharacters }

  /// Inserts a character at the cursor, unless the line is full.
  mutating func insert(_ character: Character) {
    guard !isFull else { return }
    text.insert(character, at: index(cursor))
    cursor += 1
  }

  /// Deletes the character before the cursor.
  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    text.remove(at: index(cursor))
  }

  /// Deletes the character after the cursor.
  mutating func deleteForward() {
    guard cursor < text.count else { return }
    text.remove(at: index(cursor))
  }

  /// Moves the cursor, clamped to the line.
  mutating func move(to offset: Int) { cursor = min(max(offset, 0), text.count) }

  /// Deletes the word before the cursor.
  mutating func deleteWord() {
    while cursor > 0, text[index(cursor - 1)] == " " { deleteBackward() }
    while cursor > 0, text[index(cursor - 1)] != " " { deleteBackward() }
  }

  /// Replaces the line and moves the cursor to its end.
  mutating func replace(with next: String) {
    text = next
    cursor = next.count
  }

  /// Recalls an earlier line of the history, or, with a negative offset, a later line.
  mutating func recall(_ offset: Int, from history: [String]) {
    if historyIndex == nil { draft = text }
    let next = (historyIndex ?? history.count) - offset
    guard next >= 0 else { return }
    historyIndex = next < history.count ? next : nil
    replace(with: next < history.count ? history[next] : draft)
  }

  /// Completes the word before the cursor to the common prefix of all candidates; returns these.
  mutating func complete() -> [String] {
    let before = String(text.prefix(cursor))
    let word = String(before.reversed().prefix { $0 != " " && $0 != "," }.reversed())
    let former = before.dropLast(word.count).split(separator: " ").last.map(String.init)
    let candidates = LineSetting.completions(after: former).filter { $0.hasPrefix(word) }
    guard var common = candidates.first else { return [] }
    for candidate in candidates { common = String(common.commonPrefix(with: candidate)) }
    if candidates.count == 1 { common += " " }
    for character in common.dropFirst(word.count) { insert(character) }
    return candidates
  }

  private func index(_ offset: Int) -> String.Index {
    text.index(text.startIndex, offsetBy: offset)
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    prefix(zip(self, other).prefix { $0 == $1 }.count)
  }
}

extension AppState {
  /// Handles a key while a command line is typed.
  mutating func handleCommandLineKey(_ key: Key, in line: LineEditor) -> [Effect] {
    var line = line
    switch key {
    case .escape, .control("g"):
      mode = .normal
      return []
    case .backspace where line.text.isEmpty:
      mode = .normal
      return []
    case .enter:
      mode = .normal
      return execute(line.text)
    case .character where line.isFull:
      message = "a command has at most \(Limits.commandCharacters) characters"
    case .character(let character): line.insert(character)
    case .backspace: line.deleteBackward()
    case .delete: line.deleteForward()
    case .left: line.move(to: line.cursor - 1)
    case .right: line.move(to: line.cursor + 1)
    case .home, .control("a"): line.move(to: 0)
    case .end, .control("e"): line.move(to: .max)
    case .control("w"): line.deleteWord()
    case .control("u"): line.replace(with: "")
    case .up: line.recall(1, from: history)
    case .down: line.recall(-1, from: history)
    case .tab:
      let candidates = line.complete()
      if candidates.count > 1 { message = candidates.joined(separator: "  ") }
      if candidates.isEmpty { message = "no completion" }
    default: break
    }
    mode = .commandLine(line)
    return []
  }

  /// Executes a command line: settings as in the shell, or commands by their ids.
  ///
  /// The first error is shown and ends the execution without applying the settings.
  mutating func execute(_ text: String) -> [Effect] {
    let words = shellSplit(text)
    guard !words.isEmpty else { return [] }
    if history.last != text { history.append(text) }
    if history.count > Limits.commandHistory { history.removeFirst() }
    var next = experiment
    var effects: [Effect] = [.appendHistory(text)]
    var index = 0
    while index < words.count {
      let (name, attachedValue) = nameAndValue(words[index])
      index += 1
      if let setting = LineSetting.all.first(where: { $0.id == name }) {
        guard let value = attachedValue ?? (index < words.count ? words[index] : nil) else {
          message = "\(name) takes \(setting.valueHint)"
          return effects
        }
        if attachedValue == nil { index += 1 }
        if let error = setting.apply(value, &self, &next) {
          message = error
          return effects
        }
      } else if let command = commands.first(where: { $0.id == name }) {
        effects += command.action(&self, nil)
      } else {
        let known = LineSetting.all.map(\.id) + commands.map(\.id)
        let near = closestMatch(name, known).map { "; did you mean “\($0)”?" } ?? ""
        message = "there is no setting or command “\(name)”\(near)"
        return effects
      }
    }
    // If a command on the line has changed `experiment` itself, `next` replaces that change.
    return next == experiment ? effects : effects + commit(next)
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
