# What may stand at the end of a line; for bash, and in ksh's manner for zsh. No process is started.
# _ostk_walk PROGRAM WORD...: sets found (words), kind (whose names), files, prefix (what stays), glued (no blank after).
_ostk_walk() {
  [ -z "${ZSH_VERSION-}" ] || emulate -L ksh
  local program=$1 tree=$1 word= wanted= ended= seen=0 spec= i= next= opts= globals= flag=
  shift
  found=() kind= files= prefix= glued= at=
  _ostk_look
  globals=$opts
  while [ $# -gt 1 ]; do
    word=$1 spec=
    shift
    if [ -n "$wanted" ]; then
      wanted=
      if [[ $flag == --as && -z $at && " $trees " == *" $word "* ]]; then _ostk_tree "$word"; fi
    elif [ "$word" = -- ]; then
      ended=1
    elif [[ $word == -* && -z $ended ]]; then
      flag=$word
      [[ $word == *=* ]] || ! _ostk_option "$word" || wanted=$spec
    elif [[ $seen == 0 && -z $at && $word == help ]]; then
      continue
    elif [[ $seen == 0 && " $next " == *" $word "* ]]; then
      if [[ $tree == "$program" && -z $at && " $trees " == *" $word "* ]]; then
        _ostk_tree "$word"
      else
        at="${at:+$at }$word"
        _ostk_look
      fi
    else
      seen=$((seen + 1))
    fi
  done
  word=$1 spec=
  if [ -n "$wanted" ]; then
    _ostk_value "${wanted#=}" "$word"
  elif [[ $word == -*=* && -z $ended ]]; then
    prefix="${word%%=*}="
    ! _ostk_option "${word%%=*}" || _ostk_value "${spec#=}" "${word#*=}"
  elif [[ $word == -* && -z $ended ]]; then
    [ -z "$at" ] || _ostk_flags "$opts" "$word"
    [ ${#found[@]} -gt 0 ] || _ostk_flags "$globals" "$word"
  else
    [ "$seen" != 0 ] || _ostk_words "$word" $next
    i=0
    for spec in $opts; do
      [[ $spec == '<'* ]] || continue
      if [[ $i == "$seen" || $spec == '<+'* ]]; then
        spec=${spec#<}
        _ostk_value "${spec#+}" "$word"
        return
      fi
      i=$((i + 1))
    done
  fi
}

# _ostk_tree NAME: whose commands follow
_ostk_tree() {
  tree=$1
  _ostk_look
  globals="$opts $globals"
}

# _ostk_look: sets next and opts for tree and at
_ostk_look() {
  next= opts=
  "__ostk_${program}_$tree" "$at"
  case $opts in
    %list*) opts="$list_options ${opts#%list}" ;;
    %show*) opts="$show_options ${opts#%show}" ;;
  esac
}

# _ostk_words STEM WORD...: those that begin so
_ostk_words() {
  local stem=$1 each=
  shift
  for each in "$@"; do [[ $each != "$stem"* ]] || found+=("$each"); done
}

# _ostk_option FLAG: sets spec to `=VALUE` where it takes a value; fails for what is no option
_ostk_option() {
  local each= flags=
  for each in $opts $globals; do
    flags=${each%%=*}
    [[ ,$flags, == *",$1,"* ]] || continue
    spec=${each#"$flags"}
    return 0
  done
  return 1
}

# _ostk_flags OPTIONS STEM
_ostk_flags() {
  local each= rest=
  for each in $1; do
    [[ $each == -* ]] || continue
    rest=${each%%=*},
    while [ -n "$rest" ]; do
      [[ $rest != "$2"* ]] || found+=("${rest%%,*}")
      rest=${rest#*,}
    done
  done
}

# _ostk_value SPEC STEM: what a value can be
_ostk_value() {
  local value=$1 stem=$2 each= rest= key=
  if [[ $value == ,* || $value == '{'* ]]; then
    value=${value#,}
    if [[ $stem == *,* ]]; then
      prefix="$prefix${stem%,*}," stem=${stem##*,}
    fi
  fi
  case $value in
    '') files=1 ;;
    @*) kind=${value#@} ;;
    '{'*)
      rest=${value#?}
      rest="${rest%?};"
      key=${stem%%=*}
      while [ -n "$rest" ]; do
        each=${rest%%;*}
        rest=${rest#*;}
        if [[ $stem != *=* ]]; then
          [[ $each != *=* ]] || { each=${each%%=*}=; }
          if [[ $each == "$stem"* ]]; then
            found+=("$each")
            [[ $each != *= ]] || glued=1
          fi
        elif [[ $each == "$key="* ]]; then
          prefix="$prefix$key="
          _ostk_value "${each#*=}" "${stem#*=}"
          return
        fi
      done
      ;;
    *)
      rest="$value|"
      while [ -n "$rest" ]; do
        [[ ${rest%%|*} != "$stem"* ]] || found+=("${rest%%|*}")
        rest=${rest#*|}
      done
      ;;
  esac
}
