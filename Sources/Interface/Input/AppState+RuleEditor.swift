import Engine
import Lessons

extension AppState {
  /// Opens the editor of an update rule, with the rule of the focused run if it is typed.
  mutating func typeRule() {
    let focused = selection.focusedRun.map { experiment.namedRuns[$0].optimizer.source }
    let text = input.ruleDraft.isEmpty ? focused?.ruleText ?? "" : input.ruleDraft
    input.mode = .typingRule(RuleEditor(text))
  }

  /// Adds a run with a typed rule, or opens the editor of an invalid rule.
  mutating func acceptRule(_ editor: RuleEditor) -> [Effect] {
    guard editor.error == nil else {
      input.mode = .typingRule(editor)
      return []
    }
    input.ruleDraft = ""
    input.mode = .normal
    return addRun(.rule(Rule.canonicalText(editor.text)))
  }

  /// Handles a key while an update rule is typed.
  mutating func handleRuleKey(_ key: Key, in editor: RuleEditor) -> [Effect] {
    var editor = editor
    switch key {
    case .escape, .control("g"):
      // The next rule continues where this one was left.
      input.ruleDraft = editor.text
      input.mode = .normal
      return []
    case .enter: return acceptRule(editor)
    case .character(let character): editor.insert(String(character))
    case .tab: editor.complete()
    default: _ = editor.handleEditingKey(key)
    }
    input.mode = .typingRule(editor)
    return []
  }
}

extension OptimizerChoice.Source {
  /// The canonical text of a typed rule; nil for an optimizer of the catalog.
  fileprivate var ruleText: String? { if case .rule(let text) = self { text } else { nil } }
}
