namespace BlazorMedia.Domain.Streams;

/// <summary>One person's arrangement of live pictures.</summary>
public sealed class WallLayout
{
    public Guid Id { get; set; }

    /// <summary>Of the person whose it is.</summary>
    public string UserId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>2 to 4; the wall has as many rows.</summary>
    public int Columns { get; set; } = 2;

    /// <summary>Ids of the streams by place, comma-separated; an empty place has none.</summary>
    public string Places { get; set; } = "";

    public int Order { get; set; }
}
