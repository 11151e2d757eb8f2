using Orderly.Journal.Database;
using Orderly.Journal.Sealing;

namespace Orderly.Journal.Read;

/// <summary>A row whose body is still sealed.</summary>
internal sealed class Sealed<T>(Func<KeyRing, T> open)
{
    public T Open(KeyRing ring) => open(ring);
}

/// <summary>Queries that open what they read.</summary>
internal sealed class SealedQueries(IQueries queries, KeyRing ring)
{
    public ValueTask<List<T>> Plain<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel) =>
        queries.Query(statement, bind, map, cancel);

    public async ValueTask<T?> PlainOne<T>(string statement, Action<IArguments> bind, Func<IRow, T> map, CancellationToken cancel) where T : class =>
        (await queries.Query(statement, bind, map, cancel)).FirstOrDefault();

    public async ValueTask<List<T>> Opened<T>(string statement, Action<IArguments> bind, Func<IRow, Sealed<T>> map, CancellationToken cancel)
    {
        var rows = await queries.Query(statement, bind, map, cancel);
        try
        {
            return rows.ConvertAll(r => r.Open(ring));
        }
        catch (SealedForGoodException)
        {
            // Another node may have made a key since; only after a look is it gone for good.
            await ring.Reload(queries, cancel);
            return rows.ConvertAll(r => r.Open(ring));
        }
    }

    public async ValueTask<T?> OpenedOne<T>(string statement, Action<IArguments> bind, Func<IRow, Sealed<T>> map, CancellationToken cancel) where T : class =>
        (await Opened(statement, bind, map, cancel)).FirstOrDefault();
}
