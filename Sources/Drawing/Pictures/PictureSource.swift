/// An image that is drawn on demand at any resolution.
///
/// The same source always draws the same image; two sources are equal only if they are identical,
/// so a comparison needs no pixels.
public final class PictureSource: Sendable, Equatable {
  /// Returns the image with a number of columns and rows; nil if cancelled.
  ///
  /// `isCancelled` is called repeatedly, on the same thread.
  public typealias Body =
    @Sendable (_ columns: Int, _ rows: Int, _ isCancelled: () -> Bool) -> PixelImage?

  private let body: Body

  /// Creates a source.
  public init(_ body: @escaping Body) { self.body = body }

  /// Returns the image with a number of columns and rows of pixels; nil if cancelled.
  public func image(columns: Int, rows: Int, isCancelled: () -> Bool = { false }) -> PixelImage? {
    body(columns, rows, isCancelled)
  }

  /// Returns whether both are the same source.
  public static func == (a: PictureSource, b: PictureSource) -> Bool { a === b }
}
