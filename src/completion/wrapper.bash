# _ostk_complete PROGRAM: takes the line apart and offers what may stand at its end
_ostk_complete() {
  local words=() pieces=() line=$COMP_LINE i= each= raw= cur= at= files= kind= prefix= glued= quote= strip= found=()
  # Readline cuts words at = and : as well; what stands without a blank between is one word.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    each=${COMP_WORDS[i]}
    if [[ $i -gt 0 && -n $line && $line != [[:space:]]* ]]; then
      raw+=$each
    else
      [ "$i" = 0 ] || words+=("$raw")
      raw=$each
    fi
    line=${line#"${line%%[![:space:]]*}"}
    line=${line#"$each"}
  done
  strip=$((${#raw} - ${#COMP_WORDS[COMP_CWORD]}))
  [[ ${COMP_WORDS[COMP_CWORD]} != [=:] ]] || strip=${#raw}
  words+=("$raw")
  cur=$raw
  case $cur in \"* | \'*) quote=${cur:0:1} ;; esac
  for ((i = 0; i < ${#words[@]}; i++)); do words[i]=${words[i]//[\\\"\']/}; done
  COMPREPLY=()
  _ostk_walk "$1" "${words[@]:1}"
  if [ -n "$kind" ]; then
    each=${words[${#words[@]} - 1]}
    while IFS= read -r i; do
      [[ $i == "${each#"$prefix"}"* ]] || continue
      if [ -z "$quote" ]; then printf -v i %q "$i"; elif [[ $i == *[\"\'\\\$\`!]* ]]; then continue; fi
      found+=("$i")
    done < <("${words[0]/#\~/$HOME}" __complete "$kind" "${words[@]:1}" 2>/dev/null </dev/null)
  fi
  for each in "${found[@]}"; do
    each=$prefix$each
    COMPREPLY+=("${each:strip}")
  done
  [ -z "$glued" ] || compopt -o nospace
  if [[ -n $files && ${#found[@]} == 0 ]]; then compopt -o default -o filenames; fi
}
