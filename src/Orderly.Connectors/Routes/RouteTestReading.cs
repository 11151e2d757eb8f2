using System.Collections.Immutable;
using Orderly.Connectors.Configuration;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;

namespace Orderly.Connectors.Routes;

/// <summary>Reads the tests a route carries.</summary>
internal static class RouteTestReading
{
    public static RouteTest Read(YamlMap map)
    {
        var name = map.RequiredText("test").Value;
        var message = map.RequiredText("message").Value;
        var expected = ReadExpectation(map);
        map.RefuseOthers();
        return new RouteTest(name, map.Line, message, expected);
    }

    private static RouteExpectation ReadExpectation(YamlMap map)
    {
        if (map.Map("expect") is not { } expect)
        {
            map.Report("Expected 'expect', but it is missing");
            return new RouteExpectation(null, null, null, null, []);
        }

        var variables = ImmutableArray.CreateBuilder<RouteField>();
        var listed = expect.Map("variables");
        foreach (var key in listed?.Keys ?? [])
        {
            // The expected value is FEEL without names, so that a text, a number and a time are told apart.
            if (FeelText.Read(listed!.RequiredText(key.Value), [], []) is { } value)
                variables.Add(new RouteField(key.Value, value));
        }

        var read = new RouteExpectation(
            expect.Has("events") ? [.. expect.Texts("events").Select(text => text.Value)] : null,
            expect.Has("messages") ? [.. expect.Texts("messages").Select(text => text.Value)] : null,
            expect.Text("ignored")?.Value,
            expect.Text("quarantine")?.Value,
            variables.ToImmutable());
        if (read is { Events: null, Messages: null, Ignored: null, Quarantine: null })
            expect.Report("Expected 'events', 'messages', 'ignored' or 'quarantine', but there is none");
        expect.RefuseOthers();
        return read;
    }
}
