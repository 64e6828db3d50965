namespace BlazorMedia.Web.Features.Streams.Ring;

/// <summary>Follows the files that one FFmpeg process writes and enters each whole fragment into the index. One thread at a time.</summary>
/// <param name="clock">The run's wall clock, perhaps resumed.</param>
/// <param name="firstNumber">Of the oldest file that is still there; 0 for a run that begins.</param>
internal sealed class RingTailer(RingIndex ring, RingRun run, RunClock clock, int firstNumber = 0) : IDisposable
{
    private readonly ParameterWatch parameters = new();
    private SegmentReader? reader;
    private RingSegment? segment;
    private int nextNumber = firstNumber;
    private long startTicks;

    public RingRun Run => run;

    public RunClock Clock => clock;

    /// <summary>True once a keyframe showed other picture parameters than the run began with; nothing is entered from there on.</summary>
    public bool ParametersChanged { get; private set; }

    /// <summary>Number of pictures entered so far; sound alone does not count as life.</summary>
    public long Pictures { get; private set; }

    /// <summary>Enters what became whole.</summary>
    /// <param name="isArriving">False while old files are read again after a restart: their arrival says nothing of time.</param>
    public void Poll(DateTimeOffset now, bool isArriving = true)
    {
        while (!ParametersChanged)
        {
            // Asked before the last read of the current file: what FFmpeg wrote to it before it opened the next is then all seen.
            var hasNext = File.Exists(Path.Combine(run.Folder, RingSegment.FileNameOf(nextNumber)));
            if (segment is not null) ReadCurrent(now, isArriving);
            if (!hasNext || ParametersChanged) return;
            CloseSegment();
            OpenSegment();
        }
    }

    /// <summary>After the process is gone: reads the rest and closes the run.</summary>
    /// <param name="reason">Code of the state reason that ended it.</param>
    public void End(DateTimeOffset now, string reason, bool isArriving = true)
    {
        Poll(now, isArriving);
        CloseSegment();
        run.EndReason = reason;
        run.IsEnded = true;
        ring.Change(runs => runs);
    }

    public void Dispose() => reader?.Dispose();

    private void OpenSegment()
    {
        var number = nextNumber++;
        var mediaSequence = Math.Max(ring.LastMediaSequence + 1, 0);
        segment = new RingSegment(run, number, mediaSequence);
        reader = new SegmentReader(segment.File);
        ring.LastMediaSequence = mediaSequence;
        // Inside the gate: the cleaner removes segments at the same time.
        ring.Change(runs =>
        {
            run.Segments = run.Segments.Add(segment);
            return runs;
        });
    }

    private void CloseSegment()
    {
        reader?.Dispose();
        reader = null;
        if (segment is null) return;
        segment.IsClosed = true;
        segment = null;
        ring.Change(runs => runs);
    }

    private void ReadCurrent(DateTimeOffset now, bool isArriving)
    {
        var whole = reader!.ReadNext();
        if (reader.Init is not { } init) return;
        segment!.InitLength = reader.InitLength;
        run.Init ??= init;
        var added = new List<RingFragment>(whole.Count);
        foreach (var fragment in whole)
        {
            ParametersChanged = parameters.HasChanged(reader, fragment, init);
            if (ParametersChanged) break;
            added.Add(Enter(fragment, segment.Fragments.Length + added.Count, run.Init, now, isArriving));
        }
        if (added.Count == 0) return;
        segment.Fragments = segment.Fragments.AddRange(added);
        if (isArriving) ring.CountArrived(added);
        ring.Change(runs => runs);
    }

    private RingFragment Enter(SegmentFragment fragment, int index, MediaInit init, DateTimeOffset now, bool isArriving)
    {
        var track = init.Video ?? init.Tracks[0];
        var span = fragment.Moof.Tracks.FirstOrDefault(t => t.TrackId == track.Id, fragment.Moof.Tracks[0]);
        var timescale = init.Tracks.First(t => t.Id == span.TrackId).Timescale;
        var (start, duration) = (Time(span.DecodeTime, timescale), Time(span.Duration, timescale));
        if (isArriving) clock.Observe(start + duration, now);
        // The clock may step back a little; the order of fragments never does.
        var startsAt = new DateTimeOffset(Math.Max(clock.At(start, now - duration).UtcTicks, startTicks), TimeSpan.Zero);
        startTicks = startsAt.UtcTicks;
        if (span.TrackId == track.Id) Pictures += span.Samples;
        return new RingFragment(segment!, RingFragment.SequenceOf(segment!.Number, index), fragment.Offset, fragment.Length, fragment.Moof.IsKeyframe, startsAt, duration, fragment.Moof.Tracks);
    }

    private static TimeSpan Time(long ticks, int timescale) => TimeSpan.FromTicks((long)((decimal)ticks * TimeSpan.TicksPerSecond / timescale));
}
