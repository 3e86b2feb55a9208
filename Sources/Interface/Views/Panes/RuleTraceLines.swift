import Drawing
import Engine

/// The lines of the inspector for an update rule: each statement with its value in one step.
struct RuleTraceLines {
  /// A line: a statement at the left, its value at the right.
  struct Line: Equatable {
    var text: String
    var value = ""
    /// Whether the value is the first that is NaN.
    var isFirstNaN = false
    var isHeading = false
  }

  private(set) var lines: [Line] = []

  /// Lists the knobs, the values before the step, the statements, and the result of the step.
  init(_ trace: RuleTrace, gradient: Point<Double>, ascentPoint: Point<Double>) {
    let knobs = trace.knobs.map { "\($0.knob.symbol) \(formatShort($0.value))" }
    lines.append(
      Line(text: (["t \(trace.number)"] + knobs).joined(separator: "  "), isHeading: true))
    lines.append(Line(text: "w", value: text(.vector(trace.w))))
    lines.append(Line(text: "∇f(w)", value: text(.vector(gradient))))
    lines += trace.memories.map { Line(text: "memory \($0.name)", value: text($0.value)) }
    lines += trace.statements.map { Line(text: $0.text, value: text($0.value)) }
    lines.append(Line(text: "w+ε", value: text(.vector(ascentPoint))))
    let values =
      trace.memories.map(\.value) + trace.statements.map(\.value)
    if let first = values.firstIndex(where: \.isNaN) { lines[first + 3].isFirstNaN = true }
  }

  /// The width of the longest line, with two columns between statement and value.
  var width: Int {
    lines.map { displayWidth(of: $0.text) + 2 + displayWidth(of: $0.value) }.max() ?? 0
  }

  private func text(_ value: RuleTrace.Value) -> String {
    switch value {
    case .number(let number): formatShort(number, digits: 5)
    case .vector(let vector):
      pair(formatShort(vector.x, digits: 5), formatShort(vector.y, digits: 5))
    case .condition(let isTrue): isTrue ? "true" : "false"
    case .mask(let x, let y): pair(x ? "true" : "false", y ? "true" : "false")
    }
  }

  private func pair(_ x: String, _ y: String) -> String { "(\(x), \(y))" }
}

extension RuleTraceLines {
  /// Draws as many lines as fit, the values aligned at the right.
  func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let hidden = lines.count - rect.rows
    let shown = hidden > 0 ? Array(lines.prefix(rect.rows - 1)) : lines
    for (index, line) in shown.enumerated() {
      let value = state.displayable(line.value)
      let room = max(rect.columns - displayWidth(of: value) - (value.isEmpty ? 0 : 2), 0)
      let ink =
        line.isFirstNaN
        ? Ink(.warning, bold: true) : Ink(line.isHeading ? .accent : .terminalDefault)
      canvas.write(
        truncated(state.displayable(line.text), to: room), row: rect.row + index,
        column: rect.column, ink: ink)
      canvas.write(
        value, row: rect.row + index, column: rect.endColumn - displayWidth(of: value), ink: ink)
    }
    guard hidden > 0 else { return }
    let note = "… \(hidden + 1) more lines: \(state.label(of: .maximize)) maximizes the map"
    canvas.write(
      state.displayable(note), row: rect.endRow - 1, column: rect.column, ink: Ink(.faint),
      width: rect.columns)
  }
}
