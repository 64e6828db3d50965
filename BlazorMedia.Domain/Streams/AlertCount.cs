namespace BlazorMedia.Domain.Streams;

/// <summary>What one look changes of a path's alerts.</summary>
public sealed record AlertMoves(IReadOnlyList<HealthSign> Raise, IReadOnlyList<string> Clear);

/// <summary>Patience of one path: an alert is raised by several bad looks in a row and cleared by several good ones, or at once when nobody checks it any more.</summary>
public sealed class AlertCount
{
    private const int Usual = 3;
    private const int OfPicture = 2;
    private const int ToClear = 2;

    private readonly Dictionary<string, (int Bad, int Well)> counts = [];

    /// <param name="open">Kinds that are raised now.</param>
    public AlertMoves Look(IEnumerable<HealthSign> signs, IReadOnlyCollection<string> open)
    {
        var (raise, clear) = (new List<HealthSign>(), new List<string>());
        foreach (var sign in signs)
        {
            var (bad, well) = Count(sign);
            if (open.Contains(sign.Kind))
            {
                if (sign.Verdict == HealthVerdict.Unchecked || well >= ToClear) clear.Add(sign.Kind);
            }
            else if (bad >= Needed(sign.Kind))
            {
                raise.Add(sign);
            }
        }
        return new(raise, clear);
    }

    private (int Bad, int Well) Count(HealthSign sign)
    {
        var (bad, well) = counts.GetValueOrDefault(sign.Kind);
        return counts[sign.Kind] = sign.Verdict switch
        {
            HealthVerdict.Bad => (bad + 1, 0),
            HealthVerdict.Well => (0, well + 1),
            HealthVerdict.Unsure => (bad, well),
            HealthVerdict.Unchecked => (0, 0),
        };
    }

    // Pictures are looked at less often than figures. One that is frozen is compared with others, so it takes one more.
    private static int Needed(string kind) => kind is AlertKinds.Black or AlertKinds.NoSignal ? OfPicture : Usual;
}
