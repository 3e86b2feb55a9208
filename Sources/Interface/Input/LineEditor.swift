import Drawing
import Engine

/// The line behind `:`, as it is typed.
struct LineEditor: Sendable, Equatable {
  private(set) var text = ""
  /// How many characters precede the cursor.
  private(set) var cursor = 0
  /// The place in the history that is shown; nil while something new is typed.
  private var historyIndex: Int?
  private var draft = ""

  var isFull: Bool { text.count >= Limits.commandCharacters }

  mutating func insert(_ character: Character) {
    guard !isFull else { return }
    text.insert(character, at: index(cursor))
    cursor += 1
  }

  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    text.remove(at: index(cursor))
  }

  mutating func deleteForward() {
    guard cursor < text.count else { return }
    text.remove(at: index(cursor))
  }

  mutating func move(to place: Int) { cursor = min(max(place, 0), text.count) }

  /// Deletes back to the beginning of the word before the cursor.
  mutating func deleteWord() {
    while cursor > 0, text[index(cursor - 1)] == " " { deleteBackward() }
    while cursor > 0, text[index(cursor - 1)] != " " { deleteBackward() }
  }

  mutating func replace(by next: String) {
    text = next
    cursor = next.count
  }

  /// Shows the line before in the history, or with −1 the one after.
  mutating func recall(_ offset: Int, from history: [String]) {
    if historyIndex == nil { draft = text }
    let next = (historyIndex ?? history.count) - offset
    guard next >= 0 else { return }
    historyIndex = next < history.count ? next : nil
    replace(by: next < history.count ? history[next] : draft)
  }

  /// Completes the word before the cursor as far as all that fit agree; those that fit.
  mutating func complete() -> [String] {
    let before = String(text.prefix(cursor))
    let word = String(before.reversed().prefix { $0 != " " && $0 != "," }.reversed())
    let former = before.dropLast(word.count).split(separator: " ").last.map(String.init)
    let fitting = LineSetting.completions(after: former).filter { $0.hasPrefix(word) }
    guard var common = fitting.first else { return [] }
    for candidate in fitting { common = String(common.commonPrefix(with: candidate)) }
    if fitting.count == 1 { common += " " }
    for character in common.dropFirst(word.count) { insert(character) }
    return fitting
  }

  private func index(_ place: Int) -> String.Index { text.index(text.startIndex, offsetBy: place) }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    prefix(zip(self, other).prefix { $0 == $1 }.count)
  }
}

extension AppState {
  /// A key while a line is typed.
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
      message = "a line takes \(Limits.commandCharacters) characters"
    case .character(let character): line.insert(character)
    case .backspace: line.deleteBackward()
    case .delete: line.deleteForward()
    case .left: line.move(to: line.cursor - 1)
    case .right: line.move(to: line.cursor + 1)
    case .home, .control("a"): line.move(to: 0)
    case .end, .control("e"): line.move(to: .max)
    case .control("w"): line.deleteWord()
    case .control("u"): line.replace(by: "")
    case .up: line.recall(1, from: history)
    case .down: line.recall(-1, from: history)
    case .tab:
      let fitting = line.complete()
      if fitting.count > 1 { message = fitting.joined(separator: "  ") }
      if fitting.isEmpty { message = "nothing completes this" }
    default: break
    }
    mode = .commandLine(line)
    return []
  }

  /// Does what a line says: settings in the words of the command line, or a command by its name.
  mutating func execute(_ text: String) -> [Effect] {
    let words = shellSplit(text)
    guard !words.isEmpty else { return [] }
    if history.last != text { history.append(text) }
    if history.count > Limits.commandHistory { history.removeFirst() }
    var next = experiment
    var effects: [Effect] = [.appendHistory(text)]
    var at = 0
    while at < words.count {
      let (name, given) = nameAndValue(words[at])
      at += 1
      if let word = LineSetting.all.first(where: { $0.id == name }) {
        guard let value = given ?? (at < words.count ? words[at] : nil) else {
          message = "\(name) takes \(word.valueHint)"
          return effects
        }
        if given == nil { at += 1 }
        if let problem = word.apply(value, &self, &next) {
          message = problem
          return effects
        }
      } else if let command = commands.first(where: { $0.id == name }) {
        effects += command.action(&self, nil)
      } else {
        let known = LineSetting.all.map(\.id) + commands.map(\.id)
        let near = closestMatch(name, known).map { "; did you mean “\($0)”?" } ?? ""
        message = "there is no “\(name)”\(near)"
        return effects
      }
    }
    // A word may have opened another lesson; then the settings are that lesson's.
    return next == experiment ? effects : effects + commit(next)
  }

  /// A word without its dashes, and the value that follows a `=` in it.
  private func nameAndValue(_ word: String) -> (String, String?) {
    let bare = word.drop { $0 == "-" }
    guard word.hasPrefix("--"), let sign = bare.firstIndex(of: "=") else {
      return (String(bare), nil)
    }
    return (String(bare[..<sign]), String(bare[bare.index(after: sign)...]))
  }

  /// Words as a shell splits them: by blanks, but for what is quoted.
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
