import ArgumentParser
import Engine
import Export
import Integers
import Raster

/// A file format of figures.
enum FigureFormat: String, CaseIterable {
  case svg, png

  /// Whether the file is text, which a terminal can display.
  var isText: Bool { self == .svg }

  /// Returns the file of a figure; a png has `scale` pixels per unit and at most `colors` colours,
  /// without a limit for nil.
  ///
  /// Warns of characters that a png shows as boxes.
  ///
  /// - Throws: `BitmapError` if a png would have no pixels or too many.
  func bytes(
    of figure: Figure, scale: Double, colors: Int? = nil
  ) throws(BitmapError) -> [UInt8] {
    switch self {
    case .svg: Array(figure.svg.utf8)
    case .png: try Self.png(figure.image, scale: scale, colors: colors)
    }
  }

  private static func png(
    _ image: VectorImage, scale: Double, colors: Int?
  ) throws(BitmapError) -> [UInt8] {
    let missing = image.charactersWithoutGlyphs
    if !missing.isEmpty {
      printToStderr(
        "ravine: warning: the font of png has no “\(String(missing))” and draws boxes; a viewer of "
          + "svg has fonts for all characters")
    }
    let bitmap = try Bitmap(image, scale: scale)
    return (colors.map { bitmap.reduced(toColors: $0) } ?? bitmap).png
  }
}

/// A format of the verb `render`.
enum PictureFormat: Hashable, FormatArgument {
  case text, ansi
  case figure(FigureFormat)

  static let allCases: [PictureFormat] = [.text, .ansi] + FigureFormat.allCases.map(Self.figure)

  var rawValue: String {
    switch self {
    case .text: "text"
    case .ansi: "ansi"
    case .figure(let format): format.rawValue
    }
  }

  var fileEndings: [String] {
    switch self {
    case .text: ["txt"]
    case .ansi: ["ansi", "ans"]
    case .figure(let format): [format.rawValue]
    }
  }
}

/// A format of the verbs `sweep` and `basins`.
enum MapFormat: Hashable, FormatArgument {
  case csv, text
  case figure(FigureFormat)

  static let allCases: [MapFormat] = [.csv, .text] + FigureFormat.allCases.map(Self.figure)

  var rawValue: String {
    switch self {
    case .csv: "csv"
    case .text: "text"
    case .figure(let format): format.rawValue
    }
  }

  var fileEndings: [String] { self == .text ? ["txt"] : [rawValue] }
}

/// A format that includes those of figures, named on the command line.
protocol FormatArgument: OutputFormat {
  /// The format of a figure.
  static func figure(_ format: FigureFormat) -> Self
}

extension FormatArgument {
  init?(rawValue: String) {
    guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = format
  }

  /// Whether the format is that of a figure.
  var isFigure: Bool { FigureFormat(rawValue: rawValue) != nil }

  var isPlainText: Bool { !isFigure }
}

/// The options of figures.
struct FigureOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The title of a figure.", valueName: "text"))
  var title: String?

  @Option(
    help: ArgumentHelp(
      "The pixels per unit of a png, from 0.1 to 16 (default: 2).", valueName: "number"))
  var scale: Double?

  @Option(
    help: ArgumentHelp(
      "The largest number of colours of a png, from 2 to 256: fewer make a smaller file.",
      valueName: "number"))
  var colors: Int?

  func validate() throws {
    if let colors, !(2...256).contains(colors) {
      throw ValidationError("--colors must be from 2 to 256.")
    }
    if let scale, !Limits.pixelsPerUnit.contains(scale) {
      let (low, high) = (Limits.pixelsPerUnit.lowerBound, Limits.pixelsPerUnit.upperBound)
      throw ValidationError("--scale must be from \(low) to \(Int(clamping: high)).")
    }
  }

  /// Checks that the options belong to a format.
  ///
  /// - Throws: `ValidationError` if the format has no title or no pixels.
  func validate(for format: some FormatArgument) throws {
    if title != nil, !format.isFigure {
      throw ValidationError("--title needs a figure: --format svg or png.")
    }
    if scale != nil, format.rawValue != FigureFormat.png.rawValue {
      throw ValidationError("--scale needs --format png.")
    }
    if colors != nil, format.rawValue != FigureFormat.png.rawValue {
      throw ValidationError("--colors needs --format png.")
    }
  }

  /// Writes a figure in a format.
  ///
  /// - Throws: `CommandError` if the image is too large, or a terminal would get its bytes.
  func write(
    _ figure: Figure, as format: FigureFormat, to output: inout Output
  ) throws(CommandError) {
    if !format.isText { try output.requireFile(for: format.rawValue) }
    var figure = figure
    if let title { figure.title = title }
    let bytes: [UInt8]
    do throws(BitmapError) {
      bytes = try format.bytes(of: figure, scale: scale ?? 2, colors: colors)
    } catch {
      throw CommandError(.usage, "\(error.description): lower --scale or --size")
    }
    try output.write(bytes)
  }
}
