import Engine
import Lessons

/// The update rules of the user: the files `$XDG_CONFIG_HOME/ravine/rules/*.rule`.
enum UserRules {
  /// The valid rules by the names of their files, and a warning for each other file.
  ///
  /// The directory is read once, when a rule is first needed.
  static let loaded: (rules: [NamedRule], warnings: [String]) = load()

  /// Returns the valid rules, and prints the warnings when called for the first time.
  static func all() -> [NamedRule] {
    _ = printedWarnings
    return loaded.rules
  }

  private static let printedWarnings: Void = {
    for warning in loaded.warnings { printToStderr("ravine: warning: \(warning)") }
  }()

  /// The path of the directory, which need not exist; nil without HOME.
  static var path: String? {
    UserFile(below: "XDG_CONFIG_HOME", or: ".config", "rules").map(\.path)
  }

  /// The path of the file of a rule.
  static func path(of rule: NamedRule) -> String { "\(path ?? "")/\(rule.id).rule" }

  private static func load() -> (rules: [NamedRule], warnings: [String]) {
    var (rules, warnings) = ([NamedRule](), [String]())
    guard let directory = path.map({ $0 + "/" }) else { return (rules, warnings) }
    for name in directoryEntries(of: directory) where name.hasSuffix(".rule") {
      do throws(CommandError) {
        rules.append(try rule(in: directory, name))
      } catch {
        warnings.append("\(directory)\(name) is not used: \(error.message)")
      }
    }
    return (rules, warnings)
  }

  private static func rule(
    in directory: String, _ name: String
  ) throws(CommandError) -> NamedRule {
    let id = String(name.dropLast(".rule".count))
    if Catalog.optimizers.contains(where: { $0.info.id == id }) {
      throw CommandError(.dataError, "“\(id)” is a built-in optimizer; rename the file")
    }
    let letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
    guard !id.isEmpty, id.allSatisfy({ letters.contains($0) }), id.count <= Limits.idCharacters
    else {
      throw CommandError(
        .dataError, "a file name must be lowercase letters, digits and “-” before .rule")
    }
    guard
      let bytes = try UserFile(below: "XDG_CONFIG_HOME", or: ".config", "rules/\(name)")?
        .contents()
    else { throw CommandError(.noInput, "the file does not exist") }
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(RuleError) {
      _ = try Rule(text)
    } catch {
      throw CommandError(
        .dataError, "line \(error.line), column \(error.column): \(error.message)")
    }
    return NamedRule(id: id, text: text)
  }
}
