namespace Orderly.Tests.Verbs;

/// <summary>Tests that run verbs in this process: there is one console, and who captures it would get what the others print.</summary>
[CollectionDefinition(nameof(OneConsole))]
public sealed class OneConsole;
