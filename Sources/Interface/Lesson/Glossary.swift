/// A term that the screen or a lesson uses, with its definition.
public struct GlossaryTerm: Sendable, Hashable {
  public let id: String
  /// The heading of the entry.
  public let name: String
  /// Other names and abbreviations, including those that the screen prints.
  public let synonyms: [String]
  /// Two sentences.
  public let definition: String
  /// The condition by which a state is recognized; nil for a term that is no state.
  public var criterion: String?
  /// The id of a lesson that shows the term.
  public let lesson: String
}

/// The terms of the screen and of the lessons; no other place defines them.
public enum Glossary {
  /// All terms by subject: states, stability, surface, optimizers, settings, screen.
  public static let terms: [GlossaryTerm] =
    states + stability + surface + optimizers + settings + screen

  /// The term with this id, name or synonym, in any case; nil for an unknown name.
  ///
  /// A period such as “3-cycle” names the term “cycling”.
  public static func term(named name: String) -> GlossaryTerm? {
    let key = name.lowercased()
    if let term = termsByName[key] { return term }
    let isPeriod = key.hasSuffix("-cycle") && Int(key.dropLast(6)) != nil
    return isPeriod ? termsByName["cycling"] : nil
  }

  /// The terms whose name or synonym contains a text, in any case.
  ///
  /// If a term has exactly this name, the term comes first, and of the others only those with a
  /// name or a synonym that begins with the text: “c” is a symbol, and a letter of most names.
  static func terms(matching text: String) -> [GlossaryTerm] {
    let key = text.lowercased()
    let exact = term(named: text)
    let others = terms.filter { term in
      term != exact
        && ([term.id, term.name] + term.synonyms).contains { name in
          exact == nil ? name.lowercased().contains(key) : name.lowercased().hasPrefix(key)
        }
    }
    return (exact.map { [$0] } ?? []) + others
  }

  private static let termsByName = Dictionary(
    terms.flatMap { term in
      ([term.id, term.name] + term.synonyms).map { ($0.lowercased(), term) }
    }, uniquingKeysWith: { first, _ in first })

  private static let stability = [
    GlossaryTerm(
      id: "sharpness", name: "sharpness", synonyms: ["λmax", "λ", "lambda", "lam", "lambda max"],
      definition: """
        The largest eigenvalue λmax of the Hessian at the iterate. A large sharpness means a narrow \
        valley or minimum, which is stable for small learning rates only.
        """, lesson: "xy1-three-stops"),
    GlossaryTerm(
      id: "stability-threshold", name: "stability threshold",
      synonyms: ["edge", "threshold", "SAM-edge"],
      definition: """
        The sharpness above which the optimizer is locally unstable: 2/η for GD, \
        (√(1 + 8ρ/η) − 1)/(2ρ) for USAM, and for SAM the same with ρ/‖g‖ in place of ρ, the \
        SAM-edge. Tables and the panes of the runs print the threshold as edge, or as 2/η for GD.
        """, lesson: "lxy-race"),
    GlossaryTerm(
      id: "two-over-eta", name: "2/η", synonyms: ["2/eta"],
      definition: """
        The stability threshold of GD. At a minimum with λmax > 2/η each step of GD overshoots by \
        more than the step before, and GD leaves that minimum or diverges.
        """, lesson: "lxy-gap"),
    GlossaryTerm(
      id: "largest-stable-eta", name: "largest stable η",
      synonyms: ["largest stable eta", "stable"],
      definition: """
        The learning rate above which a run from its start diverges or oscillates ever more. View 4 \
        shows it as a change of colour along the row of a ρ, and ravine threshold measures it.
        """, lesson: "quad-split"),
    GlossaryTerm(
      id: "edge-of-stability", name: "edge of stability", synonyms: ["EoS"],
      definition: """
        A regime in which the sharpness stays near the stability threshold for many steps. Above \
        the threshold an oscillation along the top eigenvector grows and moves the run to flatter points; \
        below the threshold the loss leads the run back to sharper points.
        """, lesson: "edge-on-the-way"),
    GlossaryTerm(
      id: "catapult", name: "catapult", synonyms: ["catapulted"],
      definition: """
        GD that starts above its stability threshold crosses the valley with growing steps and \
        settles at a much flatter minimum. On ½(xy − 1)² this happens for a starting sharpness \
        between 2/η and about 4/η; from a larger one GD diverges.
        """, lesson: "gd-catapult"),
    GlossaryTerm(
      id: "drift", name: "drift", synonyms: ["drift rate"],
      definition: """
        The slow motion of SAM along a valley toward a smaller sharpness. On average SAM follows \
        gradient descent on V + ρ²k/(2 − ηk), where V is the loss on the valley floor and k the \
        sharpness there.
        """, lesson: "valley-slide"),
    GlossaryTerm(
      id: "amplitude", name: "amplitude", synonyms: ["oscillation"],
      definition: """
        The distance of the two points of a 2-cycle from the minimum between them. On a quadratic \
        SAM's amplitude is ηλρ/(2 − ηλ), where λ is the sharpness.
        """, lesson: "quad-rho-ladder"),
    GlossaryTerm(
      id: "asymptotic-loss-level", name: "asymptotic loss level",
      synonyms: ["asymptotic loss", "loss floor"],
      definition: """
        The value at which the loss of a run levels off above the minimum. On a quadratic SAM with \
        constant η and ρ levels off at a value proportional to ρ².
        """, lesson: "sc-floor"),
    GlossaryTerm(
      id: "prediction", name: "prediction",
      synonyms: ["predictions", "predicted", "observed", "c", "λ*", "ρ*", "η*", "╫"],
      definition: """
        A value that theory predicts for a run; the key P shows the prediction beside the observed \
        value, and marks with ╫ where the sharpness of the valley equals a run's stability \
        threshold. The symbols are c for the amplitude of a 2-cycle, λ* for the sharpness at rest, \
        ρ* for the largest ρ with a 2-cycle and η* for the largest stable η.
        """, lesson: "hyperbola-drift"),
  ]

  private static let surface = [
    GlossaryTerm(
      id: "loss", name: "loss", synonyms: ["L", "value", "f"],
      definition: """
        The value of the surface at a point, which the optimizers minimize. The pane of a run \
        prints the loss at the current iterate as L.
        """, lesson: "rosenbrock-bias"),
    GlossaryTerm(
      id: "gradient-norm", name: "gradient norm",
      synonyms: ["‖g‖", "|g|", "‖∇f‖", "gradient_norm"],
      definition: """
        The Euclidean length of the gradient ∇f at the iterate, printed as |g| in the pane of a run. \
        The gradient norm is zero at minima, maxima and saddles.
        """, lesson: "sine-stall"),
    GlossaryTerm(
      id: "hessian", name: "Hessian", synonyms: ["∇²f"],
      definition: """
        The symmetric 2 × 2 matrix of the second derivatives of the loss at a point. The eigenvalues \
        of the Hessian are the curvatures along its two eigenvectors.
        """, lesson: "rs-half-pace"),
    GlossaryTerm(
      id: "eigenvalue", name: "eigenvalue", synonyms: ["curvature"],
      definition: """
        The second derivative of the loss along an eigenvector of the Hessian. One eigenvalue is zero \
        on a valley of minima and negative at a saddle.
        """, lesson: "samon-one-axis"),
    GlossaryTerm(
      id: "lambda-min", name: "λmin", synonyms: ["lambda min"],
      definition: """
        The smaller eigenvalue of the Hessian. At a point with zero gradient λmin < 0 means a saddle \
        or a maximum.
        """, lesson: "ssam-saddle"),
    GlossaryTerm(
      id: "top-eigenvector", name: "top eigenvector", synonyms: ["sharpest direction"],
      definition: """
        The eigenvector of the Hessian for the largest eigenvalue, that is, the direction of the \
        largest curvature. An oscillation of GD or SAM at a minimum points along the top eigenvector.
        """, lesson: "tiny-subspaces"),
    GlossaryTerm(
      id: "valley", name: "valley of minima", synonyms: ["valley", "manifold of minima"],
      definition: """
        A curve on which every point is a minimum, such as xy = 1 on (xy − 1)². The loss is constant \
        on the curve but the sharpness is not, so a run can become flatter without a change of loss.
        """, lesson: "xy1-three-stops"),
    GlossaryTerm(
      id: "valley-floor", name: "valley floor", synonyms: ["floor"],
      definition: """
        The curve of points where the gradient has no component along the top eigenvector, which the \
        key m draws. On a valley of minima the floor is the curve of minima; elsewhere the loss \
        changes along it.
        """, lesson: "ravine-cross"),
    GlossaryTerm(
      id: "basin-of-attraction", name: "basin of attraction", synonyms: ["basin", "basins"],
      definition: """
        The set of starts from which the runs of an optimizer end at the same attractor: a minimum \
        or a whole valley of minima that the last steps enclose or approach. The key v colours the \
        map by basin, and ravine basins prints the same map.
        """, lesson: "basin-map"),
    GlossaryTerm(
      id: "saddle", name: "saddle", synonyms: ["saddle point", "strict saddle"],
      definition: """
        A point with zero gradient where the loss rises in one direction and falls in another. GD \
        leaves a saddle from almost every start.
        """, lesson: "doublewell-saddle"),
  ]

  private static let optimizers = [
    GlossaryTerm(
      id: "gd", name: "gradient descent", synonyms: ["GD"],
      definition: """
        The update w ← w − η∇f(w). At a minimum GD is stable while λmax < 2/η.
        """, lesson: "lxy-gap"),
    GlossaryTerm(
      id: "sam", name: "SAM", synonyms: ["sharpness-aware minimization"],
      definition: """
        Sharpness-aware minimization, the update w ← w − η∇f(w + ρ∇f(w)/‖∇f(w)‖). The gradient is \
        taken at distance ρ from w, so SAM oscillates around a minimum and drifts along a valley of \
        minima.
        """, lesson: "xy1-three-stops"),
    GlossaryTerm(
      id: "usam", name: "USAM", synonyms: ["unnormalized SAM"],
      definition: """
        Unnormalized SAM, the update w ← w − η∇f(w + ρ∇f(w)). On a quadratic USAM diverges for \
        η > 2/(λ + ρλ²), where GD and SAM may still be stable.
        """, lesson: "quad-split"),
    GlossaryTerm(
      id: "perturbation", name: "perturbation", synonyms: ["ε", "epsilon"],
      definition: """
        The vector ε from the iterate w to the point where the gradient is taken. For SAM \
        ε = ρ∇f(w)/‖∇f(w)‖, for USAM ε = ρ∇f(w), for GD ε = 0.
        """, lesson: "xy1-usam-blowup"),
    GlossaryTerm(
      id: "ascent-step", name: "ascent step",
      synonyms: ["ascent point", "perturbed point", "w+ε", "w + ε", "w+eps"],
      definition: """
        The step from the iterate w to the ascent point w + ε, in the direction in which the loss \
        rises. SAM and USAM take the gradient at w + ε and apply it at w; the key w shows the step.
        """, lesson: "asam-radial"),
    GlossaryTerm(
      id: "normalization", name: "normalization", synonyms: ["normalized", "unnormalized"],
      definition: """
        The division of the gradient by its norm in SAM's ascent step. With normalization ε keeps \
        the length ρ; without normalization ε grows with the gradient and vanishes at a minimum.
        """, lesson: "unified-dial"),
  ]

  private static let settings = [
    GlossaryTerm(
      id: "eta", name: "η", synonyms: ["eta", "learning rate", "step size"],
      definition: """
        The learning rate, the factor of the gradient in an update. A smaller η is stable at a \
        larger sharpness.
        """, lesson: "gd-catapult"),
    GlossaryTerm(
      id: "rho", name: "ρ", synonyms: ["rho", "radius", "perturbation radius"],
      definition: """
        The factor of the perturbation in SAM, USAM and their relatives. SAM's perturbation has the \
        length ρ, USAM's the length ρ‖∇f(w)‖.
        """, lesson: "quad-rho-ladder"),
    GlossaryTerm(
      id: "mu", name: "μ", synonyms: ["mu", "interpolation", "unified"],
      definition: """
        The hyperparameter of unified SAM, which interpolates between USAM (μ = 0) and SAM (μ = 1). \
        The perturbation is ρ(1 − μ + μ/‖∇f(w)‖)∇f(w).
        """, lesson: "unified-dial"),
    GlossaryTerm(
      id: "momentum", name: "momentum", synonyms: ["β", "beta", "velocity", "heavy ball"],
      definition: """
        The update w ← w − ηv with the velocity v ← βv + ∇f(w), a decaying sum of past gradients. \
        β = 0 is plain gradient descent.
        """, lesson: "momentum-hum"),
    GlossaryTerm(
      id: "noise", name: "noise", synonyms: ["σ", "sigma", "gradient noise"],
      definition: """
        Random numbers that are added to every gradient; σ is the standard deviation of normal \
        noise. The seed determines the random numbers, and equal seeds give equal runs.
        """, lesson: "usam-noise"),
    GlossaryTerm(
      id: "notch", name: "notch", synonyms: ["notches"],
      definition: """
        The amount by which a key such as → or R changes a parameter: for most parameters a factor \
        of 10^(1/20), about 1.12. A number before the key changes the parameter by several notches, \
        as in 10R.
        """, lesson: "xy1-three-stops"),
  ]

  private static let screen = [
    GlossaryTerm(
      id: "lesson", name: "lesson",
      synonyms: ["scenario", "card", "cards", "claim", "claims", "course", "courses"],
      definition: """
        A file with an experiment, cards that explain the experiment, and claims that ravine check \
        measures; options and data also call a lesson a scenario. A course is a list of lessons, \
        which the keys ) and ( open in order.
        """, lesson: "quad-split"),
    GlossaryTerm(
      id: "run", name: "run", synonyms: ["runs"],
      definition: """
        An optimizer with its hyperparameters and its start, simulated for a number of steps. The \
        pane of a run shows its state and numbers, and the key Tab selects the run to which changes \
        apply.
        """, lesson: "any-rho"),
    GlossaryTerm(
      id: "trajectory", name: "trajectory", synonyms: ["iterate", "iterates", "trail", "w"],
      definition: """
        The points that a run visits: the start w₀ and one iterate per update. The map draws the \
        trajectory as a trail that fades with age, and the current iterate as the symbol of the run.
        """, lesson: "ring-roll"),
    GlossaryTerm(
      id: "evaluations", name: "evaluations", synonyms: ["evals", "gradient evaluations"],
      definition: """
        The number of gradients computed so far, which the top line prints as evals. GD computes \
        one gradient per step and SAM two; the key a counts time in evaluations.
        """, lesson: "free-look"),
    GlossaryTerm(
      id: "contour", name: "contour", synonyms: ["contours", "level curve"],
      definition: """
        A curve on which the quantity that colours the map, such as the loss, has one value. The key \
        c draws contours and labels them with their values.
        """, lesson: "beale-saddle"),
    GlossaryTerm(
      id: "scale", name: "log scale",
      synonyms: ["rank scale", "linear scale", "scale", "log", "rank"],
      definition: """
        The default scale of the map, which colours a value f by the logarithm of its distance from \
        the minimum. The key z also offers a linear scale and a rank scale, on which every colour \
        covers an equal area.
        """, lesson: "beale-saddle"),
    GlossaryTerm(
      id: "relief", name: "3-D relief", synonyms: ["relief", "3-D", "3D"],
      definition: """
        View 5, the surface in parallel projection with the trajectories on it. Its height is the \
        quantity that colours the map, on the same scale.
        """, lesson: "ravine-cross"),
    GlossaryTerm(
      id: "stability-map", name: "stability map", synonyms: ["η–ρ map", "eta-rho map", "sweep"],
      definition: """
        A map of the states in which the runs of an optimizer end, with η on the \
        horizontal and ρ on the vertical axis. View 4 and ravine sweep compute the map and draw the \
        closed-form boundary of stability where theory gives one.
        """, lesson: "quad-split"),
  ]
}
