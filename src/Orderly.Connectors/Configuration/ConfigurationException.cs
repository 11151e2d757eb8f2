using System.Collections.Immutable;

namespace Orderly.Connectors.Configuration;

/// <summary>One thing wrong with a configuration file. Text form "file:line: Expected X, but Y".</summary>
public sealed record ConfigurationIssue(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line}: {Text}";
}

/// <summary>A configuration that cannot be used; lists everything found wrong with it, not only the first.</summary>
public sealed class ConfigurationException(ImmutableArray<ConfigurationIssue> issues)
    : Exception(string.Join(Environment.NewLine, issues))
{
    public ImmutableArray<ConfigurationIssue> Issues { get; } = issues;
}
