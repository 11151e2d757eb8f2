namespace Orderly.Engine.Process;

/// <summary>The caller's mistake, told to the caller; the instance is as it was. The kinds stand beside their use cases.</summary>
/// <param name="Message">A sentence of the form "Expected X, but Y".</param>
public abstract record Rejection(string Message)
{
    /// <summary>The kind's stable name, for callers that branch on it.</summary>
    public string Kind => GetType().Name;
}
