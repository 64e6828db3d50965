namespace BlazorMedia.Domain.Streams;

/// <summary>What hangs where on a wall: as many places as columns times columns, each with a stream or without. A stream hangs at most once.</summary>
public sealed class WallPlaces
{
    private readonly Guid?[] places;

    private WallPlaces(Guid?[] places) => this.places = places;

    public IReadOnlyList<Guid?> All => places;

    /// <param name="text">Ids, comma-separated; what is no id is an empty place.</param>
    public static WallPlaces Parse(string text, int columns)
    {
        var ids = text.Split(',');
        return Of([.. Enumerable.Range(0, columns * columns).Select(i => i < ids.Length && Guid.TryParse(ids[i], out var id) ? id : (Guid?)null)]);
    }

    /// <summary>The first streams, one after another.</summary>
    public static WallPlaces Filled(IEnumerable<Guid> streams, int columns) => Parse(string.Join(',', streams.Take(columns * columns)), columns);

    /// <summary>With more or fewer places; who has none any more goes to a free one.</summary>
    public WallPlaces Resize(int columns)
    {
        var resized = new Guid?[columns * columns];
        Array.Copy(places, resized, Math.Min(places.Length, resized.Length));
        foreach (var homeless in places.Skip(resized.Length).OfType<Guid>())
            if (Array.IndexOf(resized, null) is >= 0 and var free) resized[free] = homeless;
        return new(resized);
    }

    /// <summary>The two places exchange what they have; nothing happens to a place that is not there.</summary>
    public WallPlaces Swap(int from, int to)
    {
        if (!Has(from) || !Has(to)) return this;
        var swapped = (Guid?[])places.Clone();
        (swapped[from], swapped[to]) = (swapped[to], swapped[from]);
        return new(swapped);
    }

    /// <summary>Hangs a stream there; where it hung before is empty then.</summary>
    /// <param name="stream">Null = nothing.</param>
    public WallPlaces Put(int place, Guid? stream)
    {
        if (!Has(place)) return this;
        var changed = places.Select(p => p == stream ? null : p).ToArray();
        changed[place] = stream;
        return new(changed);
    }

    public override string ToString() => string.Join(',', places.Select(p => p?.ToString("N")));

    private bool Has(int place) => place >= 0 && place < places.Length;

    private static WallPlaces Of(Guid?[] places)
    {
        var seen = new HashSet<Guid>();
        return new([.. places.Select(p => p is { } id && seen.Add(id) ? p : null)]);
    }
}
