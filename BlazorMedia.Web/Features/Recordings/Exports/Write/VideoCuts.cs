using BlazorMedia.Web.Features.Recordings.Mp4;

namespace BlazorMedia.Web.Features.Recordings.Exports.Write;

/// <summary>Where the pictures of a file can be cut.</summary>
internal sealed class VideoCuts
{
    private readonly List<int> keys = [];
    private readonly long[] shown;

    public VideoCuts(SampleTrack track)
    {
        Track = track;
        shown = new long[track.Samples.Count];
        var time = track.Start;
        for (var i = 0; i < shown.Length; i++)
        {
            shown[i] = time + track.Samples[i].CompositionOffset;
            time += track.Samples[i].Duration;
            if (track.Samples[i].IsSync) keys.Add(i);
        }
        if (keys.Count == 0) throw new InvalidDataException("The file has no keyframe.");
    }

    public SampleTrack Track { get; }

    /// <summary>When a sample is shown, in seconds.</summary>
    public decimal ShownAt(int sample) => (decimal)shown[sample] / Track.Track.Timescale;

    /// <summary>The last keyframe that is not shown after the time; the first where all are.</summary>
    public int KeyBefore(decimal time)
    {
        var found = keys[0];
        foreach (var key in keys)
        {
            if (ShownAt(key) > time) break;
            found = key;
        }
        return found;
    }

    /// <summary>The first keyframe that is not shown before the time; null where all are.</summary>
    public int? KeyAfter(decimal time)
    {
        foreach (var key in keys)
            if (ShownAt(key) >= time) return key;
        return null;
    }

    /// <summary>True when nothing behind the keyframe is shown before it, and nothing before it is shown behind it: then both sides decode by themselves.</summary>
    public bool IsClean(int key)
    {
        var (index, at) = (keys.BinarySearch(key), shown[key]);
        var (begin, end) = (index > 0 ? keys[index - 1] : 0, index + 1 < keys.Count ? keys[index + 1] : shown.Length);
        for (var i = begin; i < end; i++)
            if (i < key ? shown[i] >= at : shown[i] < at) return false;
        return true;
    }

    /// <summary>When the first picture is shown that is not shown before the time; the time itself where there is none.</summary>
    public decimal FirstShown(decimal time)
    {
        var least = long.MaxValue;
        foreach (var at in shown)
            if (at < least && (decimal)at / Track.Track.Timescale >= time) least = at;
        return least == long.MaxValue ? time : (decimal)least / Track.Track.Timescale;
    }

    /// <summary>The sample behind the last that is needed to show everything before the time.</summary>
    public int EndOf(int from, decimal until)
    {
        var end = from;
        for (var i = from; i < shown.Length; i++)
            if (ShownAt(i) < until) end = i + 1;
        return end;
    }
}
