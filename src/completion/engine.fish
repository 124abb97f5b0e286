# __ostk_complete PROGRAM: what may stand at the end of the line. No process is started but for names.
function __ostk_complete
    set -l program $argv[1]
    set -l trees __ostk_{$program}_trees
    set -l tree $program
    set -g __ostk_line (commandline -opc)
    set -l line $__ostk_line
    set -l stem (commandline -ct | string unescape)
    set -l at ''
    set -l seen 0
    set -l wanted
    set -l ended
    set -l next
    set -l opts
    set -l spec
    set -l flag
    __ostk_look
    set -l globals $opts
    for word in $line[2..-1]
        if set -q wanted[1]
            set -e wanted
            if test "$flag$at" = --as; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            end
        else if test "$word" = --
            set ended 1
        else if string match -q -- '-*' $word; and not set -q ended[1]
            set flag $word
            set spec (__ostk_option $word $opts $globals)
            if not string match -q -- '*=*' $word; and string match -q -- '=*' "$spec"
                set wanted $spec
            end
        else if test "$seen$at$word" = 0help
            continue
        else if test $seen = 0; and string match -q -- "$word"\t'*' $next
            if test "$tree$at" = "$program"; and contains -- $word $$trees
                set tree $word
                __ostk_look
                set -a globals $opts
            else
                set at (string trim -- "$at $word")
                __ostk_look
            end
        else
            set seen (math $seen + 1)
        end
    end
    if set -q wanted[1]
        __ostk_value (string sub -s 2 -- $wanted) "$stem" ''
    else if string match -q -- '-*=*' $stem; and not set -q ended[1]
        set -l parts (string split -m 1 = -- $stem)
        set spec (__ostk_option $parts[1] $opts $globals)
        __ostk_value (string sub -s 2 -- "$spec") "$parts[2]" "$parts[1]="
    else if string match -q -- '-*' $stem; and not set -q ended[1]
        set -l found
        test -n "$at"; and set found (__ostk_flags $stem $opts)
        set -q found[1]; or set found (__ostk_flags $stem $globals)
        printf '%s\n' $found
    else
        test $seen = 0; and printf '%s\n' (string match -- "$stem*" $next)
        set -l number 0
        for spec in $opts
            string match -q -- '<*' $spec; or continue
            if test $number = $seen; or string match -q -- '<+*' $spec
                __ostk_value (string replace -r '^<\+?' '' -- $spec) "$stem" ''
                return
            end
            set number (math $number + 1)
        end
    end
end

# Sets next and opts for tree and at.
function __ostk_look --no-scope-shadowing
    set next
    set opts
    "__ostk_"$program"_$tree"
    switch "$opts[1]"
        case %list
            set opts $__ostk_list_options $opts[2..-1]
        case %show
            set opts $__ostk_show_options $opts[2..-1]
    end
end

# __ostk_option FLAG OPTIONS: prints `=VALUE` where it takes a value
function __ostk_option
    for each in $argv[2..-1]
        set -l parts (string split -m 1 = -- $each)
        if contains -- $argv[1] (string split , -- $parts[1])
            set -q parts[2]; and printf '=%s\n' $parts[2]
            return
        end
    end
end

function __ostk_flags
    for each in $argv[2..-1]
        string match -q -- '-*' $each; or continue
        set -l parts (string split -m 1 = -- $each)
        string match -- "$argv[1]*" (string split , -- $parts[1])
    end
end

# __ostk_value SPEC STEM PREFIX: what a value can be
function __ostk_value
    set -l value "$argv[1]"
    set -l stem "$argv[2]"
    set -l prefix "$argv[3]"
    if string match -qr -- '^[,{]' $value
        set value (string replace -r '^,' '' -- $value)
        set -l cut (string match -r -- '^(.*,)([^,]*)$' $stem)
        if set -q cut[3]
            set prefix $prefix$cut[2]
            set stem $cut[3]
        end
    end
    switch "$value"
        case ''
            # As __fish_complete_path, which starts ls.
            set -l home (string match -rq -- '^~/' $stem; and echo $HOME)
            for each in (string replace -r -- '^~' "$home" $stem)*
                test -d $each; and set each $each/
                printf '%s%s\n' $prefix (test -n "$home"; and string replace -- $home '~' $each; or echo $each)
            end
        case '@*'
            set -l program (string replace -r -- '^~/' "$HOME/" $__ostk_line[1])
            type -q $program; or return
            for each in ($program __complete (string sub -s 2 -- $value) $__ostk_line[2..-1] "$prefix$stem" 2>/dev/null </dev/null)
                printf '%s%s\n' $prefix $each
            end
        case '{*'
            set -l key (string match -r -- '^([^=]*)=(.*)$' $stem)
            for each in (string split ';' -- (string sub -s 2 -e -1 -- $value))
                set -l parts (string split -m 1 = -- $each)
                if not set -q key[1]
                    set -q parts[2]; and printf '%s%s=\n' $prefix $parts[1]; or printf '%s%s\n' $prefix $parts[1]
                else if test "$parts[1]" = "$key[2]"
                    __ostk_value "$parts[2]" "$key[3]" "$prefix$parts[1]="
                    return
                end
            end
        case '*'
            for each in (string split '|' -- $value)
                printf '%s%s\n' $prefix $each
            end
    end
end
