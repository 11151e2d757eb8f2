using System.Collections.Concurrent;

namespace Orderly.Web.Api;

/// <summary>What a part of the host has that makes the process unfit for work; told to whoever routes or restarts.</summary>
public sealed class Ailments
{
    private readonly ConcurrentDictionary<string, string> found = new(StringComparer.Ordinal);

    /// <param name="part">Such as "listener 'adt'".</param>
    /// <param name="words">"Expected X, but Y", without anything secret: it is answered to anyone who asks.</param>
    public void Report(string part, string words) => found[part] = words;

    /// <summary>The first by name; null when nothing ails.</summary>
    public string? First => found.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).FirstOrDefault();
}
