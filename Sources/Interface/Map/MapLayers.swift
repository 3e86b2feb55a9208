import Drawing
import Scenes

/// The choices for the map: its colours, the visible layers and the length of the trails.
struct MapLayers: Sendable, Equatable {
  /// The quantity that the colours show.
  private(set) var field = Field.loss
  /// The scale from the quantity to the colours.
  private(set) var scale = HeatMap.Scale.log
  /// The visible layers.
  private(set) var visible = Set<MapLayer>.screen
  /// Whether the numbers of the current update cover a part of the map.
  private(set) var showsInspector = false
  /// The number of past steps that a trail shows.
  private(set) var trailLength = TrailLength.full

  /// The number of past steps that a trail shows.
  enum TrailLength: Int, Sendable, CaseIterable {
    case none = 0
    case short = 10
    case medium = 50
    case long = 250
    case full = 10_000_000

    /// The length as a message.
    var text: String {
      switch self {
      case .none: "no trails"
      case .full: "trails of all steps"
      default: "trails of the last \(rawValue) steps"
      }
    }
  }

  /// Returns whether a layer is visible.
  func shows(_ layer: MapLayer) -> Bool { visible.contains(layer) }

  /// Shows or hides a layer.
  mutating func toggle(_ layer: MapLayer) { visible.formSymmetricDifference([layer]) }

  /// Shows or hides the inspector.
  mutating func toggleInspector() { showsInspector.toggle() }

  /// Selects a quantity.
  mutating func select(_ field: Field) { self.field = field }

  /// Selects a scale.
  mutating func select(_ scale: HeatMap.Scale) { self.scale = scale }

  /// Selects a length of the trails.
  mutating func select(_ length: TrailLength) { trailLength = length }

  /// The names of all overlays.
  static let overlayNames = optionalLayers.map(\.name) + ["inspector"]

  private static let optionalLayers = MapLayer.all.filter {
    if case .optional = $0.visibility { true } else { false }
  }

  /// The names of the visible overlays.
  var overlays: [String] {
    Self.optionalLayers.filter(visible.contains).map(\.name)
      + (showsInspector ? ["inspector"] : [])
  }

  /// Shows the overlays with some names, and hides the others.
  mutating func showOverlays(_ names: [String]) {
    for layer in Self.optionalLayers where names.contains(layer.name) != shows(layer) {
      toggle(layer)
    }
    showsInspector = names.contains("inspector")
  }

  /// Selects the next quantity, cyclically.
  mutating func selectNextField() {
    let fields = Field.allCases
    let index = fields.firstIndex(of: field) ?? 0
    field = fields[(index + 1) % fields.count]
  }

  /// Selects the next scale, cyclically.
  mutating func selectNextScale() {
    scale =
      switch scale {
      case .log: .linear
      case .linear: .rank
      case .rank: .log
      }
  }

  /// Selects a longer or, for a negative offset, a shorter trail.
  mutating func changeTrailLength(by offset: Int) {
    let lengths = TrailLength.allCases
    let index = lengths.firstIndex(of: trailLength) ?? 0
    trailLength = lengths[min(max(index + offset, 0), lengths.count - 1)]
  }

  /// Takes the layers and the trails of the former lesson; colours start with the loss.
  mutating func keepLayers(of former: MapLayers) {
    (visible, showsInspector) = (former.visible, former.showsInspector)
    trailLength = former.trailLength
  }
}
