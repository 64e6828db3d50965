using BlazorMedia.Web.Features.Streams.Ring;

namespace BlazorMedia.Web.Features.Recordings.Mp4;

/// <summary>Gathers the samples of a track in decode order, on one time line without gaps.</summary>
internal sealed class TrackSamples(MediaTrack track, TrackHeader header, SampleBudget budget)
{
    // 2000 years at 1 MHz: further times are damage, and sums of these cannot overflow.
    private const long MaxTime = 1L << 56;

    private readonly List<MediaSample> samples = [];
    private long time;
    private long late;

    public MediaTrack Track => track;

    public TrackHeader Header => header;

    /// <summary>Decode time of the first sample, in ticks.</summary>
    public long Start { get; private set; }

    /// <summary>Decode time after the last sample, in ticks.</summary>
    public long End => time;

    public IReadOnlyList<MediaSample> Samples => samples;

    public void Reserve(int count) => samples.EnsureCapacity(samples.Count + Math.Min(count, budget.Left));

    /// <summary>
    /// Says when the next sample is decoded. A writer of fragments only guesses how long a fragment's last sample lasts, so the next one
    /// settles it. Decode times that go back are moved on by a tick each, until the clock has caught up; no picture is shown at another time.
    /// </summary>
    public void MoveTo(long decodeTime)
    {
        if (decodeTime is > MaxTime or < -MaxTime) throw new InvalidDataException("A decode time makes no sense.");
        if (samples.Count == 0)
        {
            Start = time = decodeTime;
            return;
        }
        var last = samples[^1];
        var begun = time - last.Duration;
        if (decodeTime - begun > uint.MaxValue) throw new InvalidDataException("The decode times jump too far.");
        var duration = (uint)Math.Max(1, decodeTime - begun);
        samples[^1] = last with { Duration = duration };
        time = begun + duration;
        late = time - decodeTime;
    }

    public void Add(MediaSample sample)
    {
        budget.Spend();
        if (late > 0) sample = CatchUp(sample);
        samples.Add(sample);
        time += sample.Duration;
        if (time > MaxTime) throw new InvalidDataException("A track is too long.");
    }

    private MediaSample CatchUp(MediaSample sample)
    {
        var moved = sample.CompositionOffset - late;
        if (moved is > int.MaxValue or < int.MinValue) throw new InvalidDataException("The decode times jump back too far.");
        var gained = (uint)Math.Min(late, Math.Max(0, (long)sample.Duration - 1));
        late -= gained;
        return sample with { CompositionOffset = (int)moved, Duration = sample.Duration - gained };
    }
}
