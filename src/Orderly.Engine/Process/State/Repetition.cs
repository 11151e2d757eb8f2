using System.Text.Json.Serialization;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>Progress of a multi-instance body.</summary>
public sealed class Repetition
{
    public required FeelList Items { get; init; }

    /// <summary>How many repetitions were activated.</summary>
    [JsonInclude]
    public int Begun { get; internal set; }

    /// <summary>How many completed.</summary>
    [JsonInclude]
    public int Done { get; internal set; }

    /// <summary>What each item gave, null where nothing yet; as long as the items once one gave something.</summary>
    [JsonInclude]
    public List<FeelValue?>? Outputs { get; internal set; }
}
