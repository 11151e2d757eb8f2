using System.Text.Json;

namespace Orderly.Engine.Rehearsal;

/// <summary>The words of a script's step, each with what it takes: what <see cref="Performance"/> reads of an act stands here, and nothing else is let in.</summary>
internal static class ScriptWords
{
    private static readonly ScriptObject Correct = new(("assignee", ScriptShape.Text), ("candidateGroups", ScriptShape.Texts), ("candidateUsers", ScriptShape.Texts), ("priority", ScriptShape.Whole));

    private static readonly ScriptObject Activation = new(("element", ScriptShape.Text), ("with", ScriptShape.Values)) { Needs = [["element"]] };

    private static readonly Dictionary<string, ScriptShape> Acts = new(StringComparer.Ordinal)
    {
        ["complete"] = new ScriptObject(("task", ScriptShape.Text), ("by", ScriptShape.Text), ("with", ScriptShape.Values), ("outcome", ScriptShape.Text)) { Needs = [["task"]] },
        ["work"] = new ScriptObject(("job", ScriptShape.Text), ("with", ScriptShape.Values), ("deny", ScriptShape.Reason), ("correct", Correct)) { Needs = [["job"]], Either = ["deny", "correct"] },
        ["fail"] = new ScriptObject(("job", ScriptShape.Text), ("retries", ScriptShape.Whole), ("message", ScriptShape.Text)) { Needs = [["job"]] },
        ["throw"] = new ScriptObject(("job", ScriptShape.Text), ("task", ScriptShape.Text), ("code", ScriptShape.Text), ("message", ScriptShape.Text), ("with", ScriptShape.Values)) { Needs = [["job", "task"], ["code"]], Either = ["job", "task"] },
        ["answer"] = new ScriptObject(("operation", ScriptShape.Text), ("with", ScriptShape.Values)) { Needs = [["operation"]] },
        ["send"] = new ScriptObject(("message", ScriptShape.Text), ("key", ScriptShape.Text), ("with", ScriptShape.Values), ("taken", ScriptShape.Flag)) { Needs = [["message"]] },
        ["signal"] = new ScriptTextOr(new(("name", ScriptShape.Text), ("with", ScriptShape.Values), ("taken", ScriptShape.Flag)) { Needs = [["name"]] }),
        ["set"] = ScriptShape.Values,
        ["choose"] = new ScriptObject(("subprocess", ScriptShape.Text), ("activities", ScriptShape.Texts)) { Needs = [["subprocess"], ["activities"]] },
        ["resolve"] = new ScriptObject(("element", ScriptShape.Text), ("with", ScriptShape.Values)) { Needs = [["element"]] },
        ["cancel"] = new ScriptObject(("reason", ScriptShape.Text)) { MayBeNull = true },
        ["modify"] = new ScriptObject(("activate", new ScriptList(new ScriptTextOr(Activation))), ("end", ScriptShape.Texts), ("reason", ScriptShape.Text)),
        ["migrate"] = new ScriptObject(("version", ScriptShape.Whole), ("elements", ScriptShape.Renames), ("flows", ScriptShape.Renames), ("reason", ScriptShape.Text)) { Needs = [["version"]] },
        ["suspend"] = new ScriptObject(("reason", ScriptShape.Text)) { MayBeNull = true },
        ["resume"] = new ScriptObject() { MayBeNull = true },
    };

    private static readonly ScriptObject Expected = new(
        ("open", ScriptShape.Names), ("has", ScriptShape.Names), ("jobs", ScriptShape.Names), ("calls", ScriptShape.Names), ("incidents", ScriptShape.Names), ("rungs", ScriptShape.Names),
        ("targets", ScriptShape.Minutes), ("bands", ScriptShape.Names), ("plan", ScriptShape.Names), ("planned", ScriptShape.Names), ("status", ScriptShape.Text), ("variables", ScriptShape.Values));

    public static IEnumerable<string> Verbs => Acts.Keys;

    public static bool IsVerb(string word) => Acts.ContainsKey(word);

    /// <exception cref="RehearsalException">The act says what its word does not know, or in another shape.</exception>
    public static void CheckAct(int step, string verb, JsonElement value) => Acts[verb].Check($"'{verb}' of step {step}", value);

    /// <exception cref="RehearsalException">The step expects what nobody knows, or in another shape.</exception>
    public static void CheckExpected(int step, JsonElement value) => Expected.Check($"'expect' of step {step}", value);
}
