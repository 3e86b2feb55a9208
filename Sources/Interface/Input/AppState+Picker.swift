import Engine
import Lessons

extension AppState {
  /// Handles a key while the picker is shown.
  mutating func handlePickerKey(_ key: Key, in picker: Picker) -> [Effect] {
    var picker = picker
    switch key {
    case .escape:
      input.mode = .normal
      return []
    case .enter:
      input.mode = .normal
      if let rule = picker.typedRule { return acceptRule(RuleEditor(rule)) }
      return picker.selectedItem.map { acceptItem($0, picker.subject) } ?? []
    case .up: picker.move(by: -1)
    case .down: picker.move(by: 1)
    case .pageUp: picker.move(by: -10)
    case .pageDown: picker.move(by: 10)
    case .home: picker.move(by: -1_000_000)
    case .end: picker.move(by: 1_000_000)
    case .backspace: picker.deleteBackward()
    case .character(let character) where picker.field.length < picker.maxLength:
      picker.setFilter(picker.filter + String(character))
    default: break
    }
    input.mode = .picker(picker)
    return []
  }

  private mutating func acceptItem(_ item: Picker.Item, _ subject: Picker.Subject) -> [Effect] {
    switch subject {
    case .lesson:
      if let scenario = lessons.lesson(item.id) {
        open(scenario, in: lessons.courses.first { $0.id == item.course })
      }
      return []
    case .optimizer:
      guard item.id != Picker.typedRuleID else {
        typeRule()
        return []
      }
      let rule = namedRules.first { $0.id == item.id }
      return addRun(namedRules.source(item.id), named: rule?.runName)
    }
  }
}
