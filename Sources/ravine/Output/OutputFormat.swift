import ArgumentParser
import Export

/// A format of a verb's data, named by `--format` or by the ending of the file.
protocol OutputFormat: ExpressibleByArgument, CaseIterable, Equatable, RawRepresentable
where RawValue == String {
  /// The endings of files in this format, without the dot; the first is the usual ending.
  var fileEndings: [String] { get }
  /// Whether a file in this format may also end in .txt.
  var isPlainText: Bool { get }
}

extension OutputFormat {
  var fileEndings: [String] { [rawValue] }
  var isPlainText: Bool { true }
}

extension RunFormat: OutputFormat {
  var fileEndings: [String] { self == .table ? ["txt"] : [rawValue] }
}

extension LossGrid.Format: OutputFormat {
  var isPlainText: Bool { self == .csv }
}

/// A format of the verbs `threshold` and `check`.
enum ReportFormat: String, OutputFormat {
  case table, json

  var fileEndings: [String] { self == .table ? ["txt"] : [rawValue] }
}

/// The format of the verb `record`.
enum RecordingFormat: String, OutputFormat {
  case cast

  var isPlainText: Bool { false }
}

/// The endings of files that only one format has, whichever verb writes them.
private let specificEndings: Set = ["svg", "png", "npz", "obj", "stl", "cast"]

extension OutputOptions {
  /// Returns the format of the option, or else of the ending of the file, or else the default.
  ///
  /// A number after the last dot, as in `eta0.05`, is no ending.
  ///
  /// - Parameters:
  ///   - option: The format of `--format` or of `flag`; nil without the option.
  ///   - standard: The format of stdout and of a file without an ending.
  ///   - flag: The flag that chooses the format of a verb without `--format`.
  /// - Returns: The format.
  /// - Throws: `ValidationError` if the ending names another format than the option, or without
  ///   the option no format.
  func format<Format: OutputFormat>(
    _ option: Format?, default standard: Format, flag: String? = nil
  ) throws(ValidationError) -> Format {
    guard let output, let ending = Self.ending(of: output) else { return option ?? standard }
    let named = Format.allCases.first { $0.fileEndings.contains(ending) }
    guard let option else {
      if let named { return named }
      throw ValidationError(
        "The ending of “\(output)” names no format of this verb: use "
          + Self.endings(of: Format.self) + (flag == nil ? ", or add --format." : "."))
    }
    let fits = option.fileEndings.contains(ending) || ending == "txt" && option.isPlainText
    guard fits || named == nil && !specificEndings.contains(ending) else {
      throw ValidationError(
        "“\(output)” does not fit \(flag ?? "--format \(option.rawValue)"): end the name in "
          + ".\(option.fileEndings[0])"
          + (named == nil ? "." : ", or remove \(flag ?? "--format")."))
    }
    return option
  }

  /// Returns the ending of a path in lower case, without the dot; nil without an ending.
  private static func ending(of path: String) -> String? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[dot...].dropFirst().lowercased()
    return ending.contains(where: \.isLetter) ? ending : nil
  }

  /// Returns the usual endings of all formats: “.csv, .txt, .svg or .png”.
  private static func endings<Format: OutputFormat>(of _: Format.Type) -> String {
    let all = Format.allCases.map { ".\($0.fileEndings[0])" }
    return all.count < 2
      ? all.joined() : all.dropLast().joined(separator: ", ") + " or \(all[all.count - 1])"
  }
}
