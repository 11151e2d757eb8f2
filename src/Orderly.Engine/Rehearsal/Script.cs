using System.Text.Json;
using System.Xml;
using Orderly.Engine.Feel;
using Orderly.Engine.Time;

namespace Orderly.Engine.Rehearsal;

/// <summary>
/// What happens to a process and what is expected of it, for rehearsals and packs' scenarios alike:
/// <c>{"scenario": "…", "start": "Ordered", "key": "V1", "variables": {…}, "steps": [{"at": "PT5M", "complete": {"task": "a", "with": {…}}, "expect": {…}}]}</c>.
/// Each step moves the clock, then does what it says in the order written, then looks whether things are as expected.
/// </summary>
public sealed record Script
{
    private static readonly string[] Members = ["scenario", "start", "key", "variables", "steps"];

    private readonly List<ScriptStep> steps;

    private Script(List<ScriptStep> steps) => this.steps = steps;

    /// <summary>Nothing happens from outside.</summary>
    public static Script Empty { get; } = new([]);

    public IReadOnlyList<ScriptStep> Steps => steps;

    /// <summary>What it shows, in a sentence.</summary>
    public string? Title { get; private init; }

    /// <summary>The message that begins the process; its start event when null.</summary>
    public string? Start { get; private init; }

    /// <summary>The business key.</summary>
    public string? Key { get; init; }

    /// <summary>What the process begins with.</summary>
    public FeelContext Variables { get; init; } = FeelContext.Empty;

    /// <exception cref="RehearsalException">The text is no script: what was expected and what was found.</exception>
    public static Script Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new(InOrder([.. List(root).EnumerateArray().Select((step, index) => Step(step, index + 1))]))
            {
                Title = Text(root, "scenario"),
                Start = Text(root, "start"),
                Key = Text(root, "key"),
                Variables = Given(root),
            };
        }
        catch (JsonException e)
        {
            throw new RehearsalException($"Expected a script as JSON, but: {e.Message}");
        }
    }

    private static JsonElement List(JsonElement root) => root.ValueKind switch
    {
        JsonValueKind.Array => root,
        JsonValueKind.Object when root.TryGetProperty("steps", out var steps) => steps.ValueKind == JsonValueKind.Array ? steps : throw new RehearsalException($"Expected 'steps' of the script to be a list, but it is {steps.ValueKind}"),
        _ => throw new RehearsalException($"Expected a script to be a list of steps, or an object with 'steps', but it is {(root.ValueKind == JsonValueKind.Object ? "an object without" : root.ValueKind)}"),
    };

    private static string? Text(JsonElement root, string name) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : throw new RehearsalException($"Expected '{name}' of the script to be a text, but it is {value.ValueKind}")
        : null;

    private static FeelContext Given(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return FeelContext.Empty;
        if (root.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !Members.Contains(name)) is { } unknown)
            throw new RehearsalException($"Expected a script to say {string.Join(", ", Members)} or, in a file, base, but it says '{unknown}'");
        if (!root.TryGetProperty("variables", out var given))
            return FeelContext.Empty;
        return FeelJson.FromPlain(given) as FeelContext ?? throw new RehearsalException($"Expected 'variables' of the script to be an object, but it is {given.ValueKind}");
    }

    private static ScriptStep Step(JsonElement step, int number)
    {
        if (step.ValueKind != JsonValueKind.Object)
            throw new RehearsalException($"Expected step {number} to be an object, but it is {step.ValueKind}");
        TimeSpan? at = null;
        var acts = new List<ScriptAct>();
        JsonElement? expected = null;
        foreach (var property in step.EnumerateObject())
        {
            if (property.Name == "at")
                at = Time(property.Value, number);
            else if (property.Name == "expect")
                expected = Expected(number, property.Value);
            else if (ScriptWords.IsVerb(property.Name))
                acts.AddRange((property.Value.ValueKind == JsonValueKind.Array ? property.Value.EnumerateArray() : Enumerable.Repeat(property.Value, 1)).Select(value => Act(number, property.Name, value)));
            else
                throw new RehearsalException($"Expected step {number} to say at, expect, {string.Join(", ", ScriptWords.Verbs)}, but it says '{property.Name}'");
        }
        return new(number, at, acts, expected);
    }

    /// <summary>The clock goes one way: a step that would go back would be played later than it says.</summary>
    private static List<ScriptStep> InOrder(List<ScriptStep> steps)
    {
        ScriptStep? before = null;
        foreach (var step in steps.Where(step => step.At is not null))
        {
            if (before?.At > step.At)
                throw new RehearsalException($"Expected 'at' of step {step.Number} to be no earlier than {XmlConvert.ToString(before.At.Value)} of step {before.Number}, but it is {XmlConvert.ToString(step.At.Value)}");
            before = step;
        }
        return steps;
    }

    private static ScriptAct Act(int step, string verb, JsonElement value)
    {
        ScriptWords.CheckAct(step, verb, value);
        return new(step, verb, value.Clone());
    }

    private static JsonElement Expected(int step, JsonElement value)
    {
        ScriptWords.CheckExpected(step, value);
        return value.Clone();
    }

    private static TimeSpan Time(JsonElement value, int number) =>
        value.ValueKind == JsonValueKind.String && IsoDuration.TryParse(value.GetString()!, out var duration) && duration.Months == 0 && duration.Exact >= TimeSpan.Zero
            ? duration.Exact
            : throw new RehearsalException($"Expected 'at' of step {number} to be a duration since the beginning like PT5M, but it is {value.GetRawText()}");
}

/// <param name="At">Since the beginning; null stays where the clock is.</param>
/// <param name="Expected">What has to be true afterwards.</param>
public sealed record ScriptStep(int Number, TimeSpan? At, IReadOnlyList<ScriptAct> Acts, JsonElement? Expected);

/// <summary>One thing a step does.</summary>
public sealed record ScriptAct(int Step, string Verb, JsonElement Value)
{
    /// <summary>Whether a message that it sends is to be taken by somebody.</summary>
    public bool ExpectsTaken => !(Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty("taken", out var flag) && flag.ValueKind == JsonValueKind.False);

    public string Text(string name) => Optional(name) ?? throw new RehearsalException($"Expected '{Verb}' of step {Step} to have '{name}', but it has not");

    public string? Optional(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    public int? Number(string name) => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number && found.TryGetInt32(out var number) ? number : null;

    /// <summary>The values under a name; none when it is absent.</summary>
    public FeelContext Values(string name = "with") => Value.ValueKind == JsonValueKind.Object && Value.TryGetProperty(name, out var found) ? Context(found) : FeelContext.Empty;

    public FeelContext Context(JsonElement value) =>
        FeelJson.FromPlain(value) as FeelContext ?? throw new RehearsalException($"Expected an object of values in '{Verb}' of step {Step}, but it is {value.ValueKind}");
}
