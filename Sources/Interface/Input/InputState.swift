import Engine

/// The meaning of the next key: the open dialog, the typed count, and the lines to recall.
struct InputState: Sendable {
  /// The open dialog, or the normal mode.
  var mode = Mode.normal
  /// The digits just typed, which may be the count of a command.
  private(set) var countPrefix: CountPrefix?
  /// The executed command lines, the latest last.
  var commandHistory: [String] = []
  /// The message that the last key removed; nil without a message.
  var formerMessage: String?
  /// The update rule whose editor was closed without adding a run.
  var ruleDraft = ""

  /// Appends a digit to the count; returns false for a zero without a digit before it.
  mutating func appendDigit(_ digit: Int) -> Bool {
    guard digit > 0 || countPrefix != nil else { return false }
    countPrefix = CountPrefix(
      count: min((countPrefix?.count ?? 0) * 10 + digit, 9_999_999),
      digits: (countPrefix?.digits ?? 0) + 1)
    return true
  }

  /// Removes the typed count and returns it.
  @discardableResult
  mutating func takeCount() -> CountPrefix? {
    defer { countPrefix = nil }
    return countPrefix
  }

  /// Appends an executed command line, unless it repeats the latest.
  mutating func appendHistory(_ line: String) {
    if commandHistory.last != line { commandHistory.append(line) }
    if commandHistory.count > Limits.commandHistory { commandHistory.removeFirst() }
  }
}

/// The dialogs, at most one of which is open and receives all keys.
enum Mode: Sendable, Equatable {
  case normal
  /// Typing a value for the selected parameter.
  case editingValue(TextField)
  /// Placing the start, at present at a point.
  case placingStart(Point<Double>)
  /// Reading out the map under a cursor.
  case probing(Probe)
  /// Typing a command line after `:`.
  case commandLine(LineEditor)
  /// Typing an update rule for a new run.
  case typingRule(RuleEditor)
  case picker(Picker)
  case help(Help)
  /// Reading a text that its pane cuts.
  case reading(TextPage)
  /// Changing options, with the index of the selected option.
  case options(Int)
}

/// The digits typed before a command, or the digit of a view.
///
/// Digits are the count of a command that follows at once. A single digit alone, or before a command
/// without a count, shows its view.
struct CountPrefix: Sendable, Hashable {
  /// The number.
  let count: Int
  /// The number of digits.
  let digits: Int

  /// The time after which the digits are complete, in milliseconds: short before a view appears.
  var delay: Int { view == nil ? 2000 : 400 }

  /// The view of a single digit; nil for other numbers.
  var view: View? { digits == 1 ? View(rawValue: count) : nil }
}
