using System.Globalization;
using System.Xml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Orderly.Connectors.Configuration;

/// <summary>A scalar with the place it stands at.</summary>
public sealed record YamlText(YamlFile File, string Value, int Line)
{
    public void Report(string text) => File.Report(Line, text);
}

/// <summary>
/// A mapping read key by key. Wrong kinds and missing keys are reported, not thrown, so that one reading finds all;
/// <see cref="RefuseOthers"/> reports every key that nobody asked for.
/// </summary>
public sealed class YamlMap(YamlFile file, YamlMappingNode node)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public YamlFile File { get; } = file;

    public int Line => (int)node.Start.Line;

    /// <summary>Keys in the order they stand in.</summary>
    public IEnumerable<YamlText> Keys =>
        node.Children.Keys.Select(key => new YamlText(File, (key as YamlScalarNode)?.Value ?? "", (int)key.Start.Line));

    public void Report(string text) => File.Report(Line, text);

    public bool Has(string key) => Child(key) is not null;

    public YamlText? Text(string key) => Child(key) switch
    {
        null => null,
        YamlScalarNode scalar => new YamlText(File, scalar.Value ?? "", (int)scalar.Start.Line),
        var other => Wrong<YamlText>(other, key, "a value"),
    };

    public YamlText RequiredText(string key)
    {
        if (Text(key) is { Value.Length: > 0 } text)
            return text;
        if (Child(key) is null or YamlScalarNode)
            Report($"Expected '{key}', but it is missing or empty");
        return new YamlText(File, "", Line);
    }

    public YamlMap? Map(string key) => Child(key) switch
    {
        null => null,
        YamlMappingNode map => new YamlMap(File, map),
        var other => Wrong<YamlMap>(other, key, "keys and values"),
    };

    public IReadOnlyList<YamlMap> Maps(string key) => Items(key, "keys and values", item => item is YamlMappingNode map ? new YamlMap(File, map) : null);

    public IReadOnlyList<YamlText> Texts(string key)
    {
        if (Child(key) is YamlScalarNode)
            return [Text(key)!];
        return Items(key, "a value", item => item is YamlScalarNode scalar ? new YamlText(File, scalar.Value ?? "", (int)scalar.Start.Line) : null);
    }

    public bool Flag(string key, bool otherwise)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (text.Value is "true" or "false")
            return text.Value == "true";
        text.Report($"Expected '{key}' to be true or false, but it is '{text.Value}'");
        return otherwise;
    }

    public int Number(string key, int otherwise, int least, int most)
    {
        if (Text(key) is not { } text)
            return otherwise;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        text.Report($"Expected '{key}' to be a whole number from {least} to {most}, but it is '{text.Value}'");
        return otherwise;
    }

    /// <summary>An ISO 8601 duration of days and time ("PT30S").</summary>
    public TimeSpan Duration(string key, TimeSpan otherwise, TimeSpan most)
    {
        if (Text(key) is not { } text)
            return otherwise;
        try
        {
            var duration = XmlConvert.ToTimeSpan(text.Value);
            if (duration > TimeSpan.Zero && duration <= most)
                return duration;
        }
        catch (Exception broken) when (broken is FormatException or OverflowException)
        {
            // Reported below, with the same words as a duration out of range.
        }

        text.Report($"Expected '{key}' to be a duration such as PT30S of at most {XmlConvert.ToString(most)}, but it is '{text.Value}'");
        return otherwise;
    }

    public TEnum? Choice<TEnum>(string key)
        where TEnum : struct, Enum
    {
        if (Text(key) is not { } text)
            return null;
        if (Enum.TryParse<TEnum>(text.Value, ignoreCase: false, out var choice) && Enum.IsDefined(choice))
            return choice;
        text.Report($"Expected '{key}' to be one of {string.Join(", ", Enum.GetNames<TEnum>())}, but it is '{text.Value}'");
        return null;
    }

    /// <summary>Call last: every key not asked for is an error, with the nearest things it could have been.</summary>
    public void RefuseOthers()
    {
        foreach (var key in Keys.Where(key => !asked.Contains(key.Value)))
            key.Report($"Expected one of {string.Join(", ", asked.Order(StringComparer.Ordinal))}, but the key is '{key.Value}'");
    }

    private YamlNode? Child(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
    }

    private List<T> Items<T>(string key, string expected, Func<YamlNode, T?> read)
        where T : class
    {
        var items = new List<T>();
        switch (Child(key))
        {
            case null:
                break;
            case YamlSequenceNode list:
                foreach (var item in list.Children)
                {
                    if (read(item) is { } value)
                        items.Add(value);
                    else
                        File.Report(item.Start, $"Expected an item of '{key}' to be {expected}, but it is {Kind(item)}");
                }

                break;
            case var other:
                Wrong<T>(other, key, "a list");
                break;
        }

        return items;
    }

    private T? Wrong<T>(YamlNode found, string key, string expected)
        where T : class
    {
        File.Report(found.Start, $"Expected '{key}' to be {expected}, but it is {Kind(found)}");
        return null;
    }

    private static string Kind(YamlNode found) => found switch
    {
        YamlMappingNode => "keys and values",
        YamlSequenceNode => "a list",
        _ => "a value",
    };
}
