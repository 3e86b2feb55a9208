import Drawing
import Engine
import Export
import Lessons
import Raster
import Scenes
import Testing

@testable import Interface

/// The characters of figures, which PNG draws with its own font.
@Suite struct `The characters of figures` {
  /// The texts of an image, also those in groups.
  private func texts(of elements: [VectorImage.Element]) -> [String] {
    elements.flatMap { element -> [String] in
      switch element {
      case .text(let line): [line.text]
      case .group(let elements, _): texts(of: elements)
      case .symbol(let symbol, _): texts(of: symbol.elements)
      case .shape, .image: []
      }
    }
  }

  @Test func `of all lessons and of the catalog have glyphs`() throws {
    var texts: [String] = []
    for scenario in try lessons() {
      let session = try Session(scenario)
      let cards = scenario.cards.map { card in
        let text = card.text.filled { _ in "−1.5e-7" }
        guard case .question(_, let choices, _) = card.content else { return text }
        return text + choices.joined()
      }
      // The pixels of a map on a problem take longer than its texts, which are those of any map.
      let kinds: [Figure.Kind] = session.state.isOnProblem ? [.plots] : [.map, .plots]
      for kind in kinds {
        let figure = Figure(
          kind, title: scenario.title, subtitle: scenario.lesson, source: scenario.source,
          surface: session.surface, frame: session.visibleRegion, step: 0,
          steps: scenario.steps, runs: session.plottedRuns)
        texts += self.texts(of: figure.image.elements)
      }
      texts += [scenario.title, scenario.lesson, scenario.source] + cards
    }
    for entry in Catalog.optimizers {
      texts +=
        [entry.info.name, entry.info.stabilityThresholdLabel] + entry.info.knobs.map(\.symbol)
    }
    for entry in Catalog.surfaces {
      texts += [entry.info.formula] + entry.info.knobs.map(\.symbol)
    }
    texts += State.names + PlottedQuantity.allCases.flatMap(\.titles)
    let characters = Set(texts.joined().unicodeScalars)
    #expect(characters.count > 100 && characters.isSuperset(of: "ηρλσβγ∇‖²−·≤".unicodeScalars))
    let missing = characters.filter { !StrokeFont.hasGlyph($0) && $0 != "\n" }
    #expect(missing.isEmpty, "\(missing.map { "\($0) U+\(String($0.value, radix: 16))" })")
  }
}
