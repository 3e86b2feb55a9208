import SafeText

/// The built-in lessons, in teaching order.
///
/// To add a lesson, add a file to `Scenarios` and a line here.
public let gallery = files(
  [
    "quad-split",
    "quad-rho-ladder",
    "cycle-direction",
    "cycle-break-up",
    "unified-dial",
    "sc-floor",
    "sc-floor-broken",
    "si-yun-rate",
    "diminishing",
    "pl-floor",
    "momentum-hum",
    "usam-noise",
    "ssam-exact",
    "hyperbola-drift",
    "xy1-three-stops",
    "xy1-usam-blowup",
    "any-rho",
    "lxy-race",
    "lxy-frozen",
    "lxy-gap",
    "gd-catapult",
    "edge-on-the-way",
    "threshold-neuron",
    "valley-slide",
    "four-edits",
    "part-of-sam",
    "your-rule",
    "three-new",
    "ring-roll",
    "ravine-cross",
    "ravine-blocked",
    "rosenbrock-bias",
    "overparam",
    "bar-balance",
    "rs-half-pace",
    "msam-noise",
    "free-look",
    "esam-mask",
    "looksam-dial",
    "gsam-surrogate",
    "asam-radial",
    "samon-one-axis",
    "ssam-freeze",
    "saddle-trap",
    "ssam-saddle",
    "beale-saddle",
    "doublewell-saddle",
    "basin-map",
    "hallucination",
    "warm-start",
    "sine-stall",
    "dip-eviction",
    "softmin-stays",
    "fsam-noise",
    "heavy-tail",
    "tiny-subspaces",
    "cosh-clip",
    "dyt-outlier",
    "dyt-without",
    "prgd-margin",
    "small-loss",
    "product-balance",
    "sensing-split",
    "sensing-walk",
    "sensing-stop",
    "walk-speed",
    "big-steps",
    "small-start",
    "which-flatness",
    "one-at-a-time",
    "random-truth",
    "plane-lies",
    "random-plane",
    "network-landscape",
    "path-off-map",
    "three-edges",
    "tiny-network",
    "edge-by-loss",
    "last-bit",
    "neuron-bias",
    "digits-live",
    "unified-digits",
    "clipped-digits",
    "heavy-tail-digits",
    "fsam-batches",
    "same-function",
    "wrong-labels",
    "sphere",
    "flat-not-good",
  ], of: lessonFiles)

/// The built-in courses, each a sequence of lessons.
///
/// To add a course, add a file to `Scenarios/courses` and a line here.
public let courses = files(
  [
    "why-normalize",
    "edge-of-stability",
    "where-sam-ends-up",
    "sam-and-kin",
    "noise",
    "how-low",
    "from-two-weights",
    "flatness-myths",
    "your-own-optimizer",
  ], of: courseFiles)

/// The landscapes of built-in lessons by the names of their files, such as `digits-plane.npz`.
public let landscapes = Dictionary(
  uniqueKeysWithValues: landscapeFiles.map { ("\($0.id).npz", bytes(of: $0.text)) })

/// Returns the bytes of an embedded binary file: base64 in lines.
private func bytes(of text: String) -> [UInt8] {
  base64Decoded(text.utf8.filter { $0 != UInt8(ascii: "\n") }) ?? []
}

/// Returns the files with these ids in their order; a test holds that no file is missing.
private func files(
  _ ids: [String], of files: [(id: String, text: String)]
) -> [(id: String, yaml: [UInt8])] {
  let texts = Dictionary(uniqueKeysWithValues: files.map { ($0.id, $0.text) })
  return ids.compactMap { id in texts[id].map { (id, Array($0.utf8)) } }
}
