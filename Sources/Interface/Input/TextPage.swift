/// A text in a box that is as high as the text, over the lower part of the screen.
///
/// A text higher than the screen scrolls.
struct TextPage: Sendable, Equatable {
  let text: String
  /// The index of the first visible line.
  var scroll = 0
}
