extension Glossary {
  /// The states of a run; each criterion uses the symbols of the documentation's page on states.
  public static let states = [
    GlossaryTerm(
      id: "descending", name: "descending", synonyms: [],
      definition: """
        The run moves, and its gradient explains the motion or its loss falls. Every run starts in \
        this state and leaves it when enough classifications agree on another state.
        """,
      criterion: """
        E·D ≥ ½‖D‖², or D leads downhill where the curvature along D is above 0.03 λmax; while the \
        run oscillates, no more than one stretch before has a mean loss as low. Without a steady D: \
        the losses of the blocks fall. Not if the loss rose above its present level and fell below \
        again twice in 2048 iterates
        """, lesson: "quad-split"),
    GlossaryTerm(
      id: "settled", name: "settled", synonyms: ["settles", "at rest"],
      definition: """
        The latest iterates differ by at most 10⁻⁹ of the radius ‖w‖ + ‖w − w₀‖, and the \
        stationary point beside them is not a saddle. GD and USAM settle on a valley of minima, \
        where SAM keeps drifting.
        """,
      criterion: """
        rest, and |∇f·vᵢ| ≤ max(10⁻⁶ |λᵢ|, 10⁻¹⁰ Λ) R for both eigenvectors vᵢ
        """, lesson: "lxy-frozen"),
    GlossaryTerm(
      id: "stalled", name: "stalled", synonyms: ["stalls"],
      definition: """
        The run rests at an iterate where the gradient does not vanish, neither at w nor at w + ε. \
        An update rule that ignores part of the gradient stalls on a slope.
        """,
      criterion: "rest at no stationary point, with a motion ≤ 10⁻³ η‖∇f(w)‖ in eight steps",
      lesson: "tiny-subspaces"),
    GlossaryTerm(
      id: "climbing", name: "climbing", synonyms: [],
      definition: """
        The run oscillates, and its steps and its loss rise through the latest 16 to 128 iterates \
        without leveling off. The growth ends in divergence, at a flatter point or in a larger cycle.
        """,
      criterion: """
        the rms steps and the mean losses of the blocks have a Mann–Kendall trend above 0.9, the \
        late half of the steps grows by at least 0.98 of the growth of the early half, and the loss \
        fell and rose at most once in the history; or all that in the latest 16, 32 or 64 iterates \
        with a loss that grows by a quarter; or the loss of the latest eight iterates or more rises \
        above all losses before and ten times the lowest of them
        """, lesson: "unified-dial"),
    GlossaryTerm(
      id: "drifting", name: "drifting", synonyms: ["drifts"],
      definition: """
        The run moves steadily in one direction, and the gradient explains less than half of this \
        motion or the loss does not fall. SAM drifts along a valley of minima toward a smaller \
        sharpness while its loss hardly changes.
        """,
      criterion: """
        the means of the quarters advance within 60° of D and the history does not turn back, but \
        the run is not descending; or the means of six stretches, or of eight stretches of 128 \
        iterates, advance steadily
        """, lesson: "hyperbola-drift"),
    GlossaryTerm(
      id: "cycling", name: "cycling", synonyms: ["2-cycle", "cycle", "oscillates", "period"],
      definition: """
        The iterates repeat after a fixed number of steps from 2 to 64, which the screen prints, as \
        in 2-cycle. SAM oscillates in a 2-cycle along the top eigenvector near a minimum, because \
        its perturbation keeps the length ρ.
        """,
      criterion: """
        ‖wₜ − wₜ₋ₖ‖ ≤ 10⁻⁴ of the size of the cycle over one period k, at least eight steps; or \
        ‖wₜ − wₜ₋ₖ‖ falls from stretch to stretch, so fast that the run moves by less than the \
        radius of the cycle from now on; not if ‖wₜ − wₜ₋ₖ‖ fell for 192 steps and then doubled \
        twice in 4096 iterates
        """, lesson: "cycle-direction"),
    GlossaryTerm(
      id: "chaotic", name: "chaotic", synonyms: ["chaos"],
      definition: """
        The iterates keep moving and stay bounded, but the run neither drifts nor follows any \
        stretch of its own earlier course. Nearby courses separate exponentially.
        """,
      criterion: """
        bounded, and no earlier stretch of 64 iterates stays within 0.3 radii, or more than five \
        are about as close
        """, lesson: "cycle-break-up"),
    GlossaryTerm(
      id: "quasi-periodic", name: "quasi-periodic", synonyms: ["quasi-periodicity"],
      definition: """
        The iterates follow a stretch of their own earlier course at a constant small distance, but \
        no period up to 64 repeats. Two incommensurable frequencies or a longer period lead to this \
        state.
        """,
      criterion: """
        bounded, and an earlier stretch of 64 iterates stays within 0.25 radii, at a distance that \
        changes by less than a factor of 2
        """, lesson: "cycle-direction"),
    GlossaryTerm(
      id: "aperiodic", name: "aperiodic", synonyms: [],
      definition: """
        A cell of a map whose run stays bounded without a period, a drift or a falling loss. Maps do \
        not tell quasi-periodic and chaotic runs apart, because that takes longer than the run.
        """,
      criterion: "bounded, in a map", lesson: "cycle-break-up"),
    GlossaryTerm(
      id: "fluctuating", name: "fluctuating", synonyms: ["fluctuates"],
      definition: """
        Random numbers drive the run, and it stays bounded without a drift or a falling loss. \
        Gradient noise and the draws of an optimizer such as random smoothing lead to this state.
        """,
      criterion: "bounded, with noise or with draws of the optimizer", lesson: "usam-noise"),
    GlossaryTerm(
      id: "at-a-saddle", name: "at a saddle", synonyms: ["trapped"],
      definition: """
        The run rests at or moves around a stationary point where λmin is negative, or zero with a \
        falling loss beside it, which makes the saddle degenerate. A saddle can trap SAM for any \
        ρ > 0, but USAM only if ρ is large enough.
        """,
      criterion: """
        rest or a cycle at a stationary point with λmin < −10⁻⁶ Λ, or with |λmin| ≤ 10⁻⁶ Λ and a \
        loss that falls along the eigenvector of λmin up to the distance 10⁻² R, at the lowest points \
        across it; or bounded around such a point with λmin < 0 at the latest 1024 iterates, or at \
        those of the second half of a shorter run
        """, lesson: "saddle-trap"),
    GlossaryTerm(
      id: "hallucinating", name: "hallucinating",
      synonyms: ["hallucinated minimizer", "hallucinated", "hallucination"],
      definition: """
        The run rests at an iterate w where the gradient is not zero, but the gradient at w + ε is \
        zero. Such a point w is a hallucinated minimizer: SAM stops there as if w were a minimum.
        """,
      criterion: "rest at no stationary point, and ‖∇f(w + ε)‖ ≤ 10⁻³ ‖∇f(w)‖",
      lesson: "hallucination"),
    GlossaryTerm(
      id: "undefined", name: "undefined", synonyms: ["undefined loss"],
      definition: """
        The loss at the iterate is not a number, as that of log(x) for x < 0. The run moves on or \
        rests where the gradient exists, and ends where it does not, as at a perturbed point outside \
        the domain of a root.
        """,
      criterion: """
        f(w) is not a number, or the run ends because it needs a gradient at a point where f is not \
        a number
        """, lesson: "quad-split"),
    GlossaryTerm(
      id: "left-the-data", name: "left the data", synonyms: ["left data"],
      definition: """
        The iterate lies outside the losses of a file, where no loss is known. The run ends, because \
        the losses are not continued beyond their border.
        """,
      criterion: "w lies outside the grid of a landscape", lesson: "quad-split"),
    GlossaryTerm(
      id: "hole", name: "hole", synonyms: ["holes"],
      definition: """
        The iterate lies in a cell of a landscape with a corner whose loss is not a number or was not \
        computed. The run ends, because holes are not filled.
        """,
      criterion: "w lies in a cell of the grid with a hole at a corner", lesson: "quad-split"),
    GlossaryTerm(
      id: "diverged", name: "diverged", synonyms: ["diverges", "divergence"],
      definition: """
        The norm of the iterate exceeds 10⁸ or a coordinate is not finite. The run ends at that \
        step, which the screen prints, as in diverged @125.
        """,
      criterion: "‖w‖ > 10⁸, or a coordinate is not finite; not if the run is undefined",
      lesson: "quad-split"),
  ]
}
