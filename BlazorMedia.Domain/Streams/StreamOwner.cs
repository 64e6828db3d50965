namespace BlazorMedia.Domain.Streams;

/// <summary>Which node pulls a path, where several share a database. Without a row the path is free.</summary>
public sealed class StreamOwner
{
    private StreamOwner()
    {
    }

    public Guid StreamId { get; private set; }

    /// <summary>Null: given up, so that another may take it.</summary>
    public Guid? NodeId { get; private set; }

    /// <summary>Grows with every change of hands; whoever takes over names the one that it saw.</summary>
    public long Epoch { get; private set; }

    /// <summary>What the owner says of the path, for the pages of the other nodes; as JSON.</summary>
    public string? Status { get; private set; }

    public static StreamOwner First(Guid streamId, Guid nodeId) => new() { StreamId = streamId, NodeId = nodeId, Epoch = 1 };
}
