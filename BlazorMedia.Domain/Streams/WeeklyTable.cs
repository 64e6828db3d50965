using System.Globalization;
using BlazorMedia.Domain.Common;

namespace BlazorMedia.Domain.Streams;

/// <summary>
/// The half hours of a week, by the clock on the wall: a night of 25 hours has its doubled hour twice, one of 23 lacks one.
/// As text <c>mon 8-18; tue 8-12,13:30-17</c>, or <c>always</c>, or <c>never</c>.
/// </summary>
public sealed class WeeklyTable : IEquatable<WeeklyTable>
{
    public const int Days = 7;
    public const int SlotsPerDay = 48;

    private const string AlwaysWord = "always";
    private const string NeverWord = "never";
    private static readonly string[] DayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private readonly bool[] slots;

    private WeeklyTable(bool[] slots) => this.slots = slots;

    public static WeeklyTable Always { get; } = Of((_, _) => true);

    public static WeeklyTable Never { get; } = Of((_, _) => false);

    /// <summary>20 to 6 o'clock, every day.</summary>
    public static WeeklyTable Nights { get; } = Of((_, slot) => slot is < 12 or >= 40);

    /// <summary>8 to 18 o'clock, Monday to Friday.</summary>
    public static WeeklyTable WorkingHours { get; } = Of((day, slot) => day < 5 && slot is >= 16 and < 36);

    public bool IsAlways => !slots.Contains(false);

    /// <param name="day">0 = Monday.</param>
    /// <param name="slot">0 to 47: half hours since midnight.</param>
    public bool this[int day, int slot] => slots[(day * SlotsPerDay) + slot];

    /// <summary>Null and blank mean always.</summary>
    public static Result<WeeklyTable> Parse(string? text)
    {
        var words = text?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(words) || words == AlwaysWord) return Always;
        if (words == NeverWord) return Never;
        var slots = new bool[Days * SlotsPerDay];
        foreach (var line in words.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (!TryReadDay(line, slots)) return TriggerRefusals.ScheduleInvalid;
        return new WeeklyTable(slots);
    }

    /// <param name="local">On the clock of the place that the table is meant for.</param>
    public bool Covers(DateTimeOffset local) => this[DayOf(local.DayOfWeek), (local.Hour * 2) + (local.Minute / 30)];

    /// <summary>A rectangle of it switched on or off; its corners in any order.</summary>
    public WeeklyTable Painted(int day, int slot, int toDay, int toSlot, bool on) => Of((d, s) =>
        d >= Math.Min(day, toDay) && d <= Math.Max(day, toDay) && s >= Math.Min(slot, toSlot) && s <= Math.Max(slot, toSlot) ? on : this[d, s]);

    /// <summary>When it covers no more, or again; null for a table that never changes.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now, TimeZoneInfo zone)
    {
        var covers = Covers(TimeZoneInfo.ConvertTime(now, zone));
        // Every zone's offset is a multiple of a quarter of an hour.
        var step = TimeSpan.FromMinutes(15);
        var first = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero);
        for (var at = first + step; at < first + TimeSpan.FromDays(Days + 1); at += step)
            if (Covers(TimeZoneInfo.ConvertTime(at, zone)) != covers) return at;
        return null;
    }

    /// <summary>Which row of the table a day has.</summary>
    public static int DayOf(DayOfWeek day) => ((int)day + 6) % Days;

    public bool Equals(WeeklyTable? other) => other is not null && slots.AsSpan().SequenceEqual(other.slots);

    public override bool Equals(object? obj) => Equals(obj as WeeklyTable);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        if (IsAlways) return AlwaysWord;
        var days = Enumerable.Range(0, Days).Where(day => Enumerable.Range(0, SlotsPerDay).Any(slot => this[day, slot])).ToList();
        return days.Count == 0 ? NeverWord : string.Join("; ", days.Select(day => $"{DayNames[day]} {string.Join(',', RangesOf(day))}"));
    }

    private static WeeklyTable Of(Func<int, int, bool> covers) =>
        new([.. Enumerable.Range(0, Days * SlotsPerDay).Select(i => covers(i / SlotsPerDay, i % SlotsPerDay))]);

    private IEnumerable<string> RangesOf(int day)
    {
        for (var slot = 0; slot < SlotsPerDay; slot++)
        {
            if (!this[day, slot]) continue;
            var end = slot;
            while (end < SlotsPerDay && this[day, end]) end++;
            yield return $"{Clock(slot)}-{Clock(end)}";
            slot = end;
        }
    }

    private static string Clock(int slot) => FormattableString.Invariant($"{slot / 2}{(slot % 2 == 1 ? ":30" : "")}");

    private static bool TryReadDay(string line, bool[] slots)
    {
        var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
        var day = Array.IndexOf(DayNames, parts[0]);
        if (day < 0 || parts.Length < 2) return false;
        foreach (var range in parts[1].Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = range.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || SlotOf(ends[0]) is not { } from || SlotOf(ends[1]) is not { } to || to <= from) return false;
            Array.Fill(slots, true, (day * SlotsPerDay) + from, to - from);
        }
        return true;
    }

    private static int? SlotOf(string clock)
    {
        var parts = clock.Split(':');
        var minutes = parts.Length == 1 ? "00" : parts[1];
        if (parts.Length > 2 || minutes is not ("00" or "30") || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)) return null;
        var slot = (hours * 2) + (minutes == "30" ? 1 : 0);
        return slot <= SlotsPerDay ? slot : null;
    }
}
