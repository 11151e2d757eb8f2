using System.Text.Json;

namespace Orderly.Engine.Rehearsal;

/// <summary>What a member of a script may be. A script is looked through as it is read, so that nothing in it is taken unread.</summary>
internal abstract class ScriptShape
{
    public static readonly ScriptShape Text = new ScriptLeaf("a text", value => value.ValueKind == JsonValueKind.String);
    public static readonly ScriptShape Reason = new ScriptLeaf("a text that says why", value => value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()));
    public static readonly ScriptShape Whole = new ScriptLeaf($"a whole number from 0 to {int.MaxValue}", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0);
    public static readonly ScriptShape Flag = new ScriptLeaf("true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);
    public static readonly ScriptShape Values = new ScriptLeaf("an object of values", value => value.ValueKind == JsonValueKind.Object);
    public static readonly ScriptShape Texts = new ScriptLeaf("a list of texts", IsTexts);
    public static readonly ScriptShape Names = new ScriptLeaf("a text or a list of texts", value => value.ValueKind == JsonValueKind.String || IsTexts(value));
    public static readonly ScriptShape Renames = new ScriptLeaf("an object of texts", value => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.String));
    public static readonly ScriptShape Minutes = new ScriptLeaf("an object of minutes", value => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(pair => pair.Value.ValueKind == JsonValueKind.Number));

    /// <exception cref="RehearsalException">The value is of another shape: what was expected, where, and what was found.</exception>
    public abstract void Check(string where, JsonElement value);

    protected static RehearsalException Unlike(string where, string expected, JsonElement value) => new($"Expected {where} to be {expected}, but it is {Short(value.GetRawText())}");

    private static string Short(string text) => text.Length <= 60 ? text : $"{text[..60]}…";

    private static bool IsTexts(JsonElement value) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
}

internal sealed class ScriptLeaf(string expected, Func<JsonElement, bool> fits) : ScriptShape
{
    public override void Check(string where, JsonElement value)
    {
        if (!fits(value))
            throw Unlike(where, expected, value);
    }
}

/// <summary>Either a text by itself, or an object that says more.</summary>
internal sealed class ScriptTextOr(ScriptObject other) : ScriptShape
{
    public override void Check(string where, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            other.Check(where, value);
    }
}

internal sealed class ScriptList(ScriptShape item) : ScriptShape
{
    public override void Check(string where, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            throw Unlike(where, "a list", value);
        foreach (var one in value.EnumerateArray())
            item.Check($"each of {where}", one);
    }
}

/// <summary>An object whose members are known, those that it must have first.</summary>
internal sealed class ScriptObject(params (string Name, ScriptShape Shape)[] members) : ScriptShape
{
    /// <summary>What it must have: one name of each group.</summary>
    public string[][] Needs { get; init; } = [];

    /// <summary>Names of which it may have one.</summary>
    public string[] Either { get; init; } = [];

    /// <summary>Nothing said is an object without members.</summary>
    public bool MayBeNull { get; init; }

    public override void Check(string where, JsonElement value)
    {
        if (MayBeNull && value.ValueKind == JsonValueKind.Null)
            return;
        var known = members.Length == 0 ? "nothing more" : string.Join(", ", members.Select(member => member.Name));
        if (value.ValueKind != JsonValueKind.Object)
            throw Unlike(where, members.Length == 0 ? "an empty object" : $"an object of {known}", value);
        foreach (var property in value.EnumerateObject())
        {
            var shape = members.FirstOrDefault(member => member.Name == property.Name).Shape ?? throw new RehearsalException($"Expected {where} to say {known}, but it says '{property.Name}'");
            shape.Check($"'{property.Name}' in {where}", property.Value);
        }
        if (Needs.FirstOrDefault(names => !names.Any(name => value.TryGetProperty(name, out _))) is { } missing)
            throw new RehearsalException($"Expected {where} to have {string.Join(" or ", missing.Select(name => $"'{name}'"))}, but it has not");
        if (Either.Count(name => value.TryGetProperty(name, out _)) > 1)
            throw new RehearsalException($"Expected {where} to have one of {string.Join(", ", Either)}, but it has {string.Join(" and ", Either.Where(name => value.TryGetProperty(name, out _)))}");
    }
}
