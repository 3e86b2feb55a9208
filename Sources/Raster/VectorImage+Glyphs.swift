extension VectorImage {
  /// The characters of all texts that the stroke font draws as boxes, each once, in order.
  public var charactersWithoutGlyphs: [Character] { characters(in: elements) }

  private func characters(in elements: [Element]) -> [Character] {
    elements.reduce(into: []) { found, element in
      let characters: [Character] =
        switch element {
        case .text(let line):
          line.text.filter { !$0.unicodeScalars.allSatisfy(StrokeFont.hasGlyph) }
        case .group(let elements, _): self.characters(in: elements)
        case .symbol(let symbol, _): self.characters(in: symbol.elements)
        case .shape, .image: []
        }
      for character in characters where !found.contains(character) { found.append(character) }
    }
  }
}
