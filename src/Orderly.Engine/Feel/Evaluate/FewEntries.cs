namespace Orderly.Engine.Feel.Evaluate;

/// <summary>
/// A dictionary of what an evaluation knows by name, which is nearly always a handful: looked through one by one, it costs
/// less than hashing. Beyond that it is hashed.
/// </summary>
internal struct FewEntries<TKey, TValue>
    where TKey : class
    where TValue : class
{
    private const int Few = 12;

    /// <param name="expected">How many there will be, so that they are made room for once.</param>
    public FewEntries(int expected) => few = expected is > 0 and <= Few ? new (TKey, TValue)[expected] : null;

    private (TKey Key, TValue Value)[]? few;
    private int count;
    private Dictionary<TKey, TValue>? many;

    public readonly TValue? Find(TKey key)
    {
        if (many is not null)
            return many.GetValueOrDefault(key);
        for (var i = 0; i < count; i++)
        {
            if (Same(few![i].Key, key))
                return few[i].Value;
        }
        return null;
    }

    public void Set(TKey key, TValue value)
    {
        if (many is not null)
        {
            many[key] = value;
            return;
        }
        few ??= new (TKey, TValue)[4];
        for (var i = 0; i < count; i++)
        {
            if (!Same(few[i].Key, key))
                continue;
            few[i].Value = value;
            return;
        }
        if (count == Few)
        {
            many = few.ToDictionary(entry => entry.Key, entry => entry.Value);
            many[key] = value;
            few = null;
            return;
        }
        if (count == few.Length)
            Array.Resize(ref few, Math.Min(Few, 2 * count));
        few[count++] = (key, value);
    }

    private static bool Same(TKey a, TKey b) => ReferenceEquals(a, b) || a.Equals(b);
}
