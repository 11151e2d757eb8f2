using System.Collections.Concurrent;

namespace Orderly.Web.Security.Authentication;

/// <summary>
/// Sessions that were signed out of: a cookie is only sealed, so a copy of it would go on without this. Each is remembered for as
/// long as an unused cookie lives, and a used one is refused here. Kept by the node, as its cookies are.
/// </summary>
internal sealed class EndedSessions(OrderlyWebOptions options, TimeProvider time)
{
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> ended = new();

    public void Add(string? session)
    {
        if (session is null)
        {
            return;
        }

        var now = time.GetUtcNow();
        if (ended.Count >= Most)
        {
            foreach (var (id, at) in ended.Where(one => one.Value < now))
            {
                ended.TryRemove(KeyValuePair.Create(id, at));
            }
        }

        ended[session] = now + options.IdleSignOut;
    }

    /// <summary>A cookie that names no session is from before there were any, and is not taken.</summary>
    public bool Contains(string? session) => session is null || ended.ContainsKey(session);
}
