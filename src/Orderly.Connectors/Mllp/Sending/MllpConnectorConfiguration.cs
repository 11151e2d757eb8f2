using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Connectors.Guards;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Mllp;

/// <summary>Reads an MLLP connector's YAML. Everything wrong with it is reported, each at its line.</summary>
internal static partial class MllpConnectorConfiguration
{
    private static readonly ImmutableArray<string> Names = ["input", "key"];

    // Set by the template itself; and without MSH-15 and MSH-16 the receiver owes one answer, which is waited for.
    private static readonly int[] FieldsOfOurs = [7, 9, 10, 12, 15, 16, 18];

    public static MllpConnectorSettings? Read(YamlMap map)
    {
        var name = map.RequiredText("connector");
        if (!NamePattern().IsMatch(name.Value))
            name.Report($"Expected a name of lower-case letters, digits and hyphens, but it is '{name.Value}'");
        map.RequiredText("kind");
        var tls = map.Map("tls");
        var breaker = map.Map("breaker");
        if (!map.Has("port"))
            map.Report("Expected 'port', but there is none");
        var settings = new MllpConnectorSettings
        {
            Name = name.Value,
            Client = new MllpClientOptions
            {
                Host = map.RequiredText("host").Value,
                Port = map.Number("port", 1, least: 1, most: 65_535),
                Timeout = map.Duration("timeout", TimeSpan.FromSeconds(10), most: TimeSpan.FromMinutes(5)),
                KeepOpen = map.Flag("keep-open", otherwise: true),
                AcceptMissingFinalReturn = map.Flag("accept-missing-final-return", otherwise: false),
                ServerName = tls?.Text("server-name")?.Value,
                Tls = tls is null ? null : ReadTls(tls),
            },
            Policy = new AddressPolicy(NetworkReading.Many(map, "allow-addresses"), plainHttpBeyondLoopback: true),
            BreakerFailures = breaker?.Number("failures", 5, least: 1, most: 10) ?? 5,
            BreakerOpenFor = breaker?.Duration("open-for", TimeSpan.FromSeconds(30), most: TimeSpan.FromHours(1)) ?? TimeSpan.FromSeconds(30),
            Operations = ReadOperations(map),
        };
        breaker?.RefuseOthers();
        map.RefuseOthers();
        return map.File.HasIssues ? null : settings;
    }

    private static MllpTls? ReadTls(YamlMap map)
    {
        var certificate = map.Text("certificate");
        var key = map.Text("key");
        var authority = map.Text("authority");
        map.RefuseOthers();
        if (certificate is null != key is null)
            map.Report("Expected 'certificate' and 'key' together, but one of them is missing");
        try
        {
            return map.File.HasIssues ? null : MllpTls.FromFiles(certificate?.Value, key?.Value, authority?.Value);
        }
        catch (Exception unreadable) when (MllpTls.IsUnreadable(unreadable))
        {
            map.Report($"Expected readable PEM files, but {unreadable.Message}");
            return null;
        }
    }

    private static FrozenDictionary<string, MllpOperation> ReadOperations(YamlMap map)
    {
        var operations = new Dictionary<string, MllpOperation>(StringComparer.Ordinal);
        if (map.Map("operations") is not { } listed)
        {
            map.Report("Expected 'operations', but there are none");
            return operations.ToFrozenDictionary();
        }

        foreach (var name in listed.Keys)
        {
            if (listed.Map(name.Value) is { } operation && ReadMessage(operation) is { } message)
            {
                operations[name.Value] = new MllpOperation(message, operation.Flag("honours-key", otherwise: false));
                operation.RefuseOthers();
            }
        }

        return operations.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static MessageTemplate? ReadMessage(YamlMap map)
    {
        var type = ReadType(map.RequiredText("type"));
        var version = map.Text("version")?.Value ?? "2.5.1";
        var at = ReadTemplate(map.RequiredText("at"));
        if (map.Map("set") is not { } set)
        {
            map.Report("Expected 'set' with the message's fields, but there is none");
            return null;
        }

        var fields = set.Keys.Select(key => ReadField(key, set)).OfType<FieldTemplate>().ToImmutableArray();
        return type is null || at is null ? null : new MessageTemplate(type, version, at, fields);
    }

    private static MessageType? ReadType(YamlText text)
    {
        if (TypePattern().Match(text.Value) is { Success: true } match)
        {
            var (code, trigger) = (match.Groups[1].Value, match.Groups[2].Value);
            return new MessageType(code, trigger, match.Groups[3] is { Success: true } named ? named.Value : MessageStructures.Of(code, trigger));
        }

        text.Report($"Expected a type such as ORM^O01 or ADT^A08^ADT_A01, but it is '{text.Value}'");
        return null;
    }

    private static FieldTemplate? ReadField(YamlText key, YamlMap set)
    {
        var value = set.RequiredText(key.Value);
        if (!Hl7Path.TryParse(key.Value, out var path, out var error))
        {
            key.Report(error);
            return null;
        }

        if (path.HasMany || (path.Segment == "MSH" && (path.Field <= 2 || FieldsOfOurs.Contains(path.Field))))
        {
            key.Report($"Expected one position that the connector does not set itself, but it is '{key.Value}'");
            return null;
        }

        return ReadTemplate(value) is { } template ? new FieldTemplate(path, template) : null;
    }

    // The same effect must give the same message at every attempt: receivers know a resend by it.
    private static TextTemplate? ReadTemplate(YamlText text)
    {
        if (ClockPattern().IsMatch(text.Value))
            text.Report($"Expected a message that depends on its input only, but '{text.Value}' reads the clock");
        return TextTemplate.Read(text, Names, allowSecrets: false);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,63}$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^([A-Z0-9]{3})\^([A-Z0-9]{3})(?:\^([A-Z0-9]{3}_[A-Z0-9]{3}))?$")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"\b(now|today)\s*\(")]
    private static partial Regex ClockPattern();
}
