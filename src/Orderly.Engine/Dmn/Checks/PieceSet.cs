using System.Numerics;

namespace Orderly.Engine.Dmn.Checks;

/// <summary>Some of an axis's pieces, by number; as bits, for every two rules of a table are held against each other.</summary>
internal sealed class PieceSet
{
    private const int Bits = 64;
    private readonly ulong[] words;

    public PieceSet(IReadOnlyList<Piece> pieces, Func<Piece, bool> holds)
    {
        words = new ulong[(pieces.Count + Bits - 1) / Bits];
        for (var i = 0; i < pieces.Count; i++)
        {
            if (holds(pieces[i]))
                words[i / Bits] |= 1UL << (i % Bits);
        }
    }

    public bool IsEmpty => Array.TrueForAll(words, word => word == 0);

    public bool Contains(int piece) => (words[piece / Bits] >> (piece % Bits) & 1) == 1;

    /// <summary>The first piece that is in both; negative where none is.</summary>
    public int FirstShared(PieceSet other)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if ((words[i] & other.words[i]) is var shared and not 0)
                return (i * Bits) + BitOperations.TrailingZeroCount(shared);
        }
        return -1;
    }
}
