namespace Orderly.Engine.Ids;

/// <summary>An id that is a UUID with a type, so that ids of different things cannot be mixed up.</summary>
public interface IGuidId<TSelf> where TSelf : struct, IGuidId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}
