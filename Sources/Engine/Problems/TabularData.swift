import Integers
import SafeText

/// Numbers with a class per row, from a csv file.
///
/// Each line has the same number of fields: numbers, and the label in the last column or the column
/// with a given name. Labels are whole numbers, at least two different ones. The first line may be a
/// header, in which no field is a number. Empty lines and lines with `#` are ignored.
///
/// ```swift
/// let data = try TabularData("points.csv", Array("x,y,kind\n1,2,0\n3,4,1\n".utf8))
/// print(data.inputs, data.labels)  // ["x", "y"] [0, 1]
/// ```
public struct TabularData: Sendable {
  /// The largest number of rows.
  public static let maxRows = 100_000
  /// The largest number of columns, with the label.
  public static let maxColumns = 1000
  /// The largest number of different labels.
  public static let maxClasses = 100
  /// The largest size of a file in bytes.
  public static let maxBytes = 16_000_000
  /// The largest magnitude of a number: a sum of squares does not overflow.
  fileprivate static let maxMagnitude = 1e100

  /// The name of the file.
  public let name: String
  /// The names of the inputs: those of the header, or `x1`, `x2` and so on.
  public let inputs: [String]
  /// The labels in ascending order; the class of a row is the index of its label.
  public let labels: [Int]
  let table: DataTable

  /// Parses a file.
  ///
  /// - Parameters:
  ///   - name: The name of the file.
  ///   - bytes: The text.
  ///   - label: The name of the label's column; nil for the last column.
  /// - Throws: `TabularDataError` at the first line that is invalid.
  public init(
    _ name: String, _ bytes: [UInt8], label: String? = nil
  ) throws(TabularDataError) {
    var reader = TableParser(bytes)
    var header: [String]?
    var (rows, values): ([[Double]], [Int]) = ([], [])
    var (labelColumn, first, last) = (0, 0, 0)
    while let line = try reader.next() {
      if rows.isEmpty, header == nil {
        let names = line.fields.map(TableParser.text)
        if names.allSatisfy({ Double($0) == nil && !$0.isEmpty }) {
          header = names
          labelColumn = try Self.labelColumn(label, names, line: line.number)
          continue
        }
        guard label == nil else {
          throw .init(line.number, "there is no header with the label “\(excerpt(label ?? ""))”")
        }
        labelColumn = line.fields.count - 1
      }
      if rows.isEmpty { first = line.number }
      guard rows.count < Self.maxRows else {
        throw .init(line.number, "there are more than \(Self.maxRows) rows")
      }
      var numbers = try line.numbers()
      let value = numbers.remove(at: labelColumn)
      guard let whole = Int(exactly: value) else {
        throw .init(
          line.number, column: labelColumn + 1,
          "the label \(value.shortestText) is not a whole number; the label is in the last column")
      }
      guard !numbers.isEmpty else { throw .init(line.number, "there is a label but no number") }
      rows.append(numbers)
      values.append(whole)
      last = line.number
    }
    guard !rows.isEmpty else {
      throw .init(
        max(1, reader.line),
        header == nil ? "there are no rows" : "there are no rows after the header")
    }
    labels = Set(values).sorted()
    if labels.count == 1 {
      throw .init(
        last,
        "the rows of lines \(first) to \(last) have the same label \(labels[0]); "
          + "two classes are needed"
      )
    }
    guard labels.count <= Self.maxClasses else {
      throw .init(
        first,
        "there are \(labels.count) different labels in column \(labelColumn + 1); "
          + "at most \(Self.maxClasses) classes are possible"
      )
    }
    let classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    table = DataTable(rows: rows, classes: values.compactMap { classes[$0] })
    self.name = name
    if var names = header {
      names.remove(at: labelColumn)
      inputs = names
    } else {
      inputs = rows[0].indices.map { "x\($0 + 1)" }
    }
  }

  private static func labelColumn(
    _ label: String?, _ names: [String], line: Int
  ) throws(TabularDataError) -> Int {
    guard let label else { return names.count - 1 }
    guard let index = names.firstIndex(of: label) else {
      throw .init(
        line,
        "there is no column “\(excerpt(label))”; the columns are "
          + excerpt(names.prefix(20).joined(separator: ", "))
      )
    }
    return index
  }
}

extension TabularData: Hashable {
  public static func == (a: TabularData, b: TabularData) -> Bool {
    a.name == b.name && a.labels == b.labels && a.table.classes == b.table.classes
      && a.table.rows == b.table.rows
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(table.rows.count)
  }
}

/// The first error of a csv file, with its line.
public struct TabularDataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line and the column of the field, from 1; no column for an error of the whole line.
  public let line: Int
  public let column: Int?
  /// The reason, without a final period.
  public let reason: String

  init(_ line: Int, column: Int? = nil, _ reason: String) {
    (self.line, self.column, self.reason) = (line, column, reason)
  }

  /// The line, the column and the reason.
  public var description: String {
    "line \(line)\(column.map { ", column \($0)" } ?? ""): \(reason)"
  }

  fileprivate static func numberOfFields(_ line: Int, _ count: Int, _ expected: Int) -> Self {
    Self(line, "there are \(count) fields, but \(expected) in the lines before")
  }
}

/// Returns a printable beginning of a text.
private func excerpt(_ text: String) -> String { sanitizedExcerpt(text, limit: 60) }

/// Splits the lines of a csv file into fields.
private struct TableParser {
  /// A line with its number.
  struct Line {
    let number: Int
    let fields: [ArraySlice<UInt8>]

    /// Returns the numbers of the fields.
    func numbers() throws(TabularDataError) -> [Double] {
      var numbers: [Double] = []
      numbers.reserveCapacity(fields.count)
      for (index, field) in fields.enumerated() {
        let text = TableParser.text(field)
        guard let value = Double(text) else {
          let what = text.isEmpty ? "the field is empty" : "“\(excerpt(text))” is not a number"
          throw .init(number, column: index + 1, what)
        }
        guard value.magnitude <= TabularData.maxMagnitude else {
          throw .init(
            number, column: index + 1,
            value.isFinite
              ? "\(excerpt(text)) is beyond \(TabularData.maxMagnitude)"
              : "\(excerpt(text)) is not a finite number")
        }
        numbers.append(value)
      }
      return numbers
    }
  }

  private let bytes: [UInt8]
  private var position: Int
  /// The number of the last line.
  private(set) var line = 0
  /// The number of fields of each line; nil before the first line.
  private var width: Int?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    position = bytes.starts(with: mark) ? mark.count : 0
  }

  /// Returns the text of a field without spaces and quotes around it.
  static func text(_ field: ArraySlice<UInt8>) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var field = field.drop(while: isBlank)
    while let last = field.last, isBlank(last) { field.removeLast() }
    if field.count > 1, field.first == 0x22, field.last == 0x22 {
      field = field.dropFirst().dropLast()
    }
    return String(decoding: field, as: UTF8.self)
  }

  /// Returns the next line with fields; nil at the end.
  mutating func next() throws(TabularDataError) -> Line? {
    while position < bytes.count {
      line += 1
      let start = position
      while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      let text = bytes[start..<position]
      position += 1
      guard let first = text.first(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }),
        first != 0x23
      else { continue }
      let commas = text.count { $0 == 0x2C }
      guard commas < TabularData.maxColumns else {
        throw .init(
          line, "there are \(commas + 1) columns; at most \(TabularData.maxColumns) are possible")
      }
      let fields = text.split(separator: 0x2C, omittingEmptySubsequences: false)
      guard fields.count == width ?? fields.count else {
        throw .numberOfFields(line, fields.count, width ?? 0)
      }
      width = fields.count
      return Line(number: line, fields: fields)
    }
    return nil
  }
}
